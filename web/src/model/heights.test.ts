import { describe, expect, it } from 'vitest'
import { forgetHeights } from './heights'

const heightsOf = (ids: string[]) => new Map<unknown, number>(ids.map(id => [id, 22]))

describe('heights of rows', () => {
  it('are all kept while they are few, and the lines are not asked for', () => {
    const heights = heightsOf(['a', 'b', 'c'])
    forgetHeights(heights, () => { throw new Error('asked') }, 3)
    expect([...heights.keys()]).toEqual(['a', 'b', 'c'])
  })

  it('of lines that are gone are forgotten when there are too many', () => {
    const heights = heightsOf(['a', 'b', 'c', 'd'])
    forgetHeights(heights, () => ['b', 'd', 'x'], 3)
    expect([...heights.keys()]).toEqual(['b', 'd'])
  })

  it('never are more than that and the lines', () => {
    const heights = heightsOf([])
    for (let top = 0; top < 5_000; top += 10) {
      for (let i = top; i < top + 10; i++) heights.set(String(i), 44)
      forgetHeights(heights, () => Array.from({ length: 100 }, (_, i) => String(top + i)), 200)
      expect(heights.size).toBeLessThanOrEqual(200)
    }
  })
})
