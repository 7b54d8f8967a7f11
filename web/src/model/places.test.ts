import { describe, expect, it } from 'vitest'
import { Places } from './places'

describe('places of rows', () => {
  it('are numbered from the top', () => expect(new Places().of(['a', 'b', 'c'])).toEqual([0, 1, 2]))

  it('stay with rows that stay, and go from rows that go to rows that come', () => {
    const places = new Places()
    places.of(['a', 'b', 'c', 'd'])
    expect(places.of(['c', 'd', 'e', 'f'])).toEqual([2, 3, 0, 1])
    expect(places.of(['b', 'c', 'd', 'e'])).toEqual([1, 2, 3, 0])
  })

  it('keep their order where all rows are others', () => {
    const places = new Places()
    places.of(['a', 'b', 'c'])
    expect(places.of(['x', 'y', 'z'])).toEqual([0, 1, 2])
  })

  it('are added and given up as there are more rows or fewer', () => {
    const places = new Places()
    places.of(['a', 'b'])
    expect(places.of(['a', 'b', 'c'])).toEqual([0, 1, 2])
    expect(places.of(['b'])).toEqual([1])
    expect(places.of(['b', 'x'])).toEqual([1, 3])
    expect(places.of([])).toEqual([])
  })

  it('are never given twice', () => {
    const places = new Places()
    for (let top = 0, step = 1; step < 200; step++, top += (step * 7) % 23 - 10) {
      const given = places.of(Array.from({ length: 10 + (step % 9) }, (_, i) => String(top + i)))
      expect(new Set(given).size).toBe(given.length)
    }
  })
})
