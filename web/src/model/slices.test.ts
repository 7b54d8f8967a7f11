import { expect, it } from 'vitest'
import { slicesOf } from './slices'

it('leaves a short text whole', () => {
  expect(slicesOf('short', 10)).toEqual(['short'])
  expect(slicesOf('', 10)).toEqual([])
})

it('cuts between lines, else between words, else anywhere', () => {
  expect(slicesOf('one two\nthree four', 10)).toEqual(['one two\n', 'three four'])
  expect(slicesOf('one two three four', 10)).toEqual(['one two ', 'three four'])
  expect(slicesOf('a bcdefghijklmn', 10)).toEqual(['a bcdefghi', 'jklmn'])
})

it('cuts no character in two', () => {
  expect(slicesOf('ab😀cd', 3)).toEqual(['ab', '😀c', 'd'])
  expect(slicesOf('😀', 1).join('')).toBe('😀')
})

it('loses nothing', () => {
  const text = Array.from({ length: 5_000 }, (_, i) => `${i % 7 ? 'word' : '😀'}${i % 50 ? ' ' : '\n'}`).join('')
  const slices = slicesOf(text, 333)
  expect(slices.join('')).toBe(text)
  expect(Math.max(...slices.map(slice => slice.length))).toBeLessThanOrEqual(333)
})
