import { describe, expect, it } from 'vitest'
import { fieldTerm, levelsOf, linesOf, marksOf, quote, splitPipes, termsOf, toggleValue, valuesOf, withLevels, withTerm, withValues, withoutTerm, wordAt } from './query'

describe('taking a query apart', () => {
  it('finds the pipes, but not those in quotes', () => {
    expect(splitPipes('error "a | b" | stats count() | limit 3')).toEqual({ filter: 'error "a | b"', pipes: '| stats count() | limit 3' })
    expect(splitPipes('| patterns')).toEqual({ filter: '', pipes: '| patterns' })
  })

  it('keeps the pipes that choose lines', () => {
    expect(linesOf('error | where a:1 | where b:"x | y"')).toBe('error | where a:1 | where b:"x | y"')
    expect(linesOf('error | where a:1 | stats count()')).toBe('error')
    expect(linesOf('error')).toBe('error')
  })

  it('keeps together what is in parentheses and quotes', () => {
    expect(termsOf('error (a or b) "x y" user:in(a, b) -c').map(term => term.text)).toEqual(['error', '(a or b)', '"x y"', 'user:in(a, b)', '-c'])
  })
})

describe('writing into a query', () => {
  it.each([
    ['data-api', 'data-api'],
    ['Alice Smith', '"Alice Smith"'],
    ['say "hi"\n', '"say \\"hi\\"\\n"'],
    ['or', '"or"'],
    ['-5', '"-5"'],
    ['', '""'],
  ])('quotes %s', (value, expected) => expect(quote(value)).toBe(expected))

  it('adds a term once, and takes its opposite away', () => {
    expect(withTerm('error', 'container:web')).toBe('error container:web')
    expect(withTerm('error container:web', 'container:web')).toBe('error container:web')
    expect(withTerm('error -container:web | limit 3', 'container:web')).toBe('error container:web | limit 3')
    expect(withTerm('container:web', '-container:web')).toBe('-container:web')
    expect(withTerm('a or b', 'c')).toBe('(a or b) c')
    expect(withTerm('', 'c')).toBe('c')
  })

  it('takes a term away', () => expect(withoutTerm('a -b | limit 1', '-b')).toBe('a | limit 1'))

  it('leaves no operator behind', () => {
    expect(withValues('level:error or level:critical', 'level', [])).toBe('')
    expect(withValues('a or level:error', 'level', [])).toBe('a')
    expect(withValues('level:error or a and b', 'level', [])).toBe('a and b')
    expect(withValues('a or level:error b', 'level', [])).toBe('a or b')
    expect(withValues('a or not level:error or not b', 'level', [])).toBe('a or not b')
    expect(withValues('level:error or level:critical', 'level', ['info'])).toBe('level:info')
    expect(withoutTerm('a or b or c', 'b')).toBe('a or c')
  })

  it('names odd fields in quotes', () => expect(fieldTerm('odd name', 'x y')).toBe('"odd name":"x y"'))

  it('keeps the values of a field in one term', () => {
    expect(toggleValue('', 'container', 'web')).toBe('container:web')
    expect(toggleValue('container:web error', 'container', 'db 1')).toBe('container:in(web, "db 1") error')
    expect(toggleValue('container:in(web, "db 1") error', 'container', 'web')).toBe('container:"db 1" error')
    expect(toggleValue('container:"db 1"', 'container', 'db 1')).toBe('')
    expect(valuesOf('x container:in("a, b", c)', 'container')).toEqual(['a, b', 'c'])
    expect(withValues('a or b', 'container', ['x'])).toBe('(a or b) container:x')
  })

  it('knows levels', () => {
    expect(levelsOf('x')).toHaveLength(6)
    expect(levelsOf('level:>=warning')).toEqual(['WARNING', 'ERROR', 'CRITICAL'])
    expect(levelsOf('level:in(info, error)')).toEqual(['INFO', 'ERROR'])
    expect(levelsOf('level:error or level:critical')).toEqual(['ERROR', 'CRITICAL'])
    expect(levelsOf('level:error or x')).toHaveLength(6)
    expect(withLevels('x level:>=warning', ['INFO'])).toBe('x level:info')
    expect(withLevels('x level:info', [])).toBe('x')
  })
})

describe('marking hits', () => {
  it('takes words, phrases and expressions, not what is left out or asks a field', () => {
    expect(marksOf('timeout "connection refused" -health level:error message:"x y" (a or b) ~"user\\d+"')).toEqual([
      'timeout',
      'connection refused',
      'x y',
      'a',
      'b',
      /user\d+/gu,
    ])
  })

  it('marks nothing for an expression that the browser does not know', () => expect(marksOf('~"(?>a)"')).toEqual([]))

  it('reads an expression in any case', () => expect(marksOf('~"(?i)time\\"out"')).toEqual([/time"out/giu]))
})

describe('completion', () => {
  it.each([
    ['lev', { start: 0, text: 'lev' }],
    ['error lev', { start: 6, text: 'lev' }],
    ['-cont', { start: 1, text: 'cont' }],
    ['level:er', { start: 6, field: 'level', text: 'er' }],
    ['container:in(web, da', { start: 18, field: 'container', text: 'da' }],
    ['a (serv', { start: 3, text: 'serv' }],
  ])('of %s', (text, expected) => expect(wordAt(text, text.length)).toEqual(expected))
})
