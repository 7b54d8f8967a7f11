import { expect, it } from 'vitest'
import { literalsOf, termFor, valuesPipe, withPattern } from './patterns'

const pattern = 'user <*> took <*> ms'

it('finds the lines of a pattern by what stands between its variables', () => {
  expect(literalsOf(pattern)).toEqual(['user ', ' took ', ' ms'])
  expect(termFor(pattern)).toBe('(*"user"* *"took"* *"ms"*)')
  expect(termFor('started')).toBe('*"started"*')
  expect(termFor('<*> <*>')).toBeUndefined()
})

it('shows and hides', () => {
  expect(withPattern('level:error', 'started', false)).toBe('level:error *"started"*')
  expect(withPattern('', pattern, true)).toBe('-(*"user"* *"took"* *"ms"*)')
})

it('counts the values of a variable', () => expect(valuesPipe(pattern, 1)).toBe('| extract "user <v1> took <v2> ms" | stats count() by v2 | top 50 by count'))
