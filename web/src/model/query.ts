import type { Mark } from './marks'
import { levels, type Level } from './record'

/** What the mouse does is written into the query: these functions read and change its text, and leave alone what they do not know. */
export interface Term {
  text: string
  start: number
  end: number
}

/** The filter before the first pipe, and the pipes with their `|`. */
export function splitPipes(query: string): { filter: string; pipes: string } {
  for (const [at, char] of outside(query)) if (char === '|') return { filter: query.slice(0, at).trim(), pipes: query.slice(at).trim() }
  return { filter: query.trim(), pipes: '' }
}

/** What of the query chooses lines: all but the pipes that make something else of them. */
export function linesOf(query: string): string {
  const { filter, pipes } = splitPipes(query)
  return pipes !== '' && pipesOf(pipes).every(pipe => /^where\s/i.test(pipe)) ? join(filter, pipes) : filter
}

function pipesOf(pipes: string): string[] {
  const starts = [...outside(pipes)].filter(([, char]) => char === '|').map(([at]) => at)
  return starts.map((start, i) => pipes.slice(start + 1, starts[i + 1] ?? pipes.length).trim())
}

/** The parts of the filter that stand side by side; what is in parentheses or quotes stays together. */
export function termsOf(filter: string): Term[] {
  const terms: Term[] = []
  let start = -1
  let depth = 0
  const end = (at: number) => {
    if (start >= 0) terms.push({ text: filter.slice(start, at), start, end: at })
    start = -1
  }
  for (const [at, char, quoted] of characters(filter)) {
    if (!quoted && char === '(') depth++
    if (!quoted && char === ')') depth = Math.max(0, depth - 1)
    if (!quoted && depth === 0 && /\s/.test(char)) end(at)
    else if (start < 0) start = at
  }
  end(filter.length)
  return terms
}

/** A value as the language wants it written. */
export function quote(value: string): string {
  const plain = /^[\p{L}\p{N}_./@-]+$/u.test(value) && !/^(and|or|not|in)$/i.test(value) && !value.startsWith('-')
  return plain ? value : `"${value.replace(/[\\"]/g, '\\$&').replace(/\n/g, '\\n').replace(/\r/g, '\\r').replace(/\t/g, '\\t')}"`
}

const quoteName = (name: string) => (/^[\p{L}_][\p{L}\p{N}_.-]*$/u.test(name) && !/^(and|or|not)$/i.test(name) ? name : `"${name.replace(/[\\"]/g, '\\$&')}"`)

export const fieldTerm = (field: string, value: string) => `${quoteName(field)}:${quote(value)}`

/** Adds a term, unless it is there; takes away its opposite. */
export function withTerm(query: string, term: string): string {
  const opposite = term.startsWith('-') ? term.slice(1) : `-${term}`
  const { filter, pipes } = splitPipes(withoutTerm(query, opposite))
  if (termsOf(filter).some(known => known.text === term)) return join(filter, pipes)
  return join(filter === '' ? term : `${closed(filter)} ${term}`, pipes)
}

export function withoutTerm(query: string, term: string): string {
  const { filter, pipes } = splitPipes(query)
  return join(replaced(textsOf(filter), text => text === term).join(' '), pipes)
}

/** Without the terms for these fields, wanted or not. */
export function withoutFields(query: string, fields: readonly string[]): string {
  const { filter, pipes } = splitPipes(query)
  return join(replaced(textsOf(filter), text => fields.some(field => isOfField(text.replace(/^[-!]/, ''), field))).join(' '), pipes)
}

/** The values that the query wants of a field: of `field:a`, `field:in(a, b)`. Empty where it wants none. */
export function valuesOf(query: string, field: string): string[] {
  return termsOf(splitPipes(query).filter).flatMap(term => (isOfField(term.text, field) ? valuesIn(term.text.slice(field.length + 1)) : []))
}

/** Puts one term for these values in place of those for the field; none where there are no values. */
export function withValues(query: string, field: string, values: readonly string[]): string {
  const { filter, pipes } = splitPipes(query)
  const terms = textsOf(filter)
  const isGone = (text: string) => isOfField(text, field)
  if (values.length === 0) return join(replaced(terms, isGone).join(' '), pipes)
  const term = values.length === 1 ? `${field}:${quote(values[0]!)}` : `${field}:in(${values.map(quote).join(', ')})`
  if (terms.some(isGone)) return join(replaced(terms, isGone, term).join(' '), pipes)
  return join(filter === '' ? term : `${closed(filter)} ${term}`, pipes)
}

export function toggleValue(query: string, field: string, value: string): string {
  const values = valuesOf(query, field)
  return withValues(query, field, values.includes(value) ? values.filter(known => known !== value) : [...values, value])
}

/** The levels that the query lets through, as far as its terms for the level say: with `or` between them, those of either side. */
export function levelsOf(query: string): Level[] {
  const sides: string[][] = [[]]
  for (const text of textsOf(splitPipes(query).filter)) {
    if (/^or$/i.test(text)) sides.push([])
    else sides[sides.length - 1]!.push(text)
  }
  const wanted = new Set(sides.flatMap(levelsOfAll))
  return levels.filter(level => wanted.has(level))
}

function levelsOfAll(terms: readonly string[]): Level[] {
  let wanted: readonly Level[] = levels
  for (const text of terms.filter(each => isOfField(each, 'level'))) {
    const value = text.slice('level:'.length)
    const least = />=\s*(\w+)/.exec(value)?.[1]?.toUpperCase()
    const named = least === undefined ? valuesIn(value).map(name => name.toUpperCase()) : levels.slice(levels.indexOf(least as Level))
    wanted = wanted.filter(level => named.includes(level))
  }
  return [...wanted]
}

export function withLevels(query: string, wanted: readonly Level[]): string {
  const all = wanted.length === 0 || wanted.length === levels.length
  return withValues(query, 'level', all ? [] : levels.filter(level => wanted.includes(level)).map(level => level.toLowerCase()))
}

/** What is to be marked in the text of a hit: words, phrases and regular expressions that are not left out. */
export function marksOf(query: string): Mark[] {
  return termsOf(splitPipes(query).filter).flatMap(({ text }) => marksIn(text))
}

function marksIn(text: string): Mark[] {
  if (/^[-!]/.test(text) || /^(and|or|not)$/i.test(text)) return []
  if (text.startsWith('(') && text.endsWith(')')) return termsOf(text.slice(1, -1)).flatMap(term => marksIn(term.text))
  const bare = text.replace(/^message:=?/, '')
  if (bare.startsWith('~"')) return regexOf(bare.slice(2, -1).replaceAll('\\"', '"'))
  const phrase = unquoted(bare.replace(/^\*(?=")|(?<=")\*$/g, ''))
  if (bare.startsWith('"') || bare.startsWith('*"')) return phrase === '' ? [] : [phrase]
  return bare.includes(':') && bare === text ? [] : [bare.replace(/^\*+|\*+$/g, '')].filter(word => word !== '')
}

function regexOf(source: string): RegExp[] {
  const anyCase = source.startsWith('(?i)')
  try {
    return [new RegExp(anyCase ? source.slice('(?i)'.length) : source, anyCase ? 'giu' : 'gu')]
  } catch {
    // The service's dialect knows more than the browser's: then nothing is marked.
    return []
  }
}

/** The word that is being written at a place, for completion: a field's name, or a value of a field. */
export function wordAt(query: string, caret: number): { start: number; field?: string; text: string } {
  const before = query.slice(0, caret)
  const start = Math.max(...[...before.matchAll(/[\s(|,]/g)].map(match => match.index + 1), 0)
  const word = before.slice(start).replace(/^[-!]/, '')
  const begins = caret - word.length
  const list = /([\p{L}\p{N}_.]+):in\([^()]*$/u.exec(before)
  if (list) return { start: begins, field: list[1]!, text: word.replace(/^.*\(/, '').replace(/^"/, '') }
  const field = /^([\p{L}\p{N}_.]+):(.*)$/su.exec(word)
  if (field) return { start: begins + field[1]!.length + 1, field: field[1]!, text: field[2]!.replace(/^[="]+/, '') }
  return { start: begins, text: word }
}

const textsOf = (filter: string) => termsOf(filter).map(term => term.text)

const isOperator = (text: string | undefined) => text !== undefined && /^(and|or)$/i.test(text)

/** The terms without some of them, and without an `and`, `or` or `not` that has nothing beside it then; a new one stands where the first was. */
function replaced(terms: readonly string[], isGone: (text: string) => boolean, by?: string): string[] {
  const kept: string[] = []
  let isPlaced = by === undefined
  for (const text of terms) {
    if (isGone(text)) {
      if (!isPlaced) kept.push(by!)
      else if (/^not$/i.test(kept.at(-1) ?? '')) kept.pop()
      isPlaced = true
    } else if (!isOperator(text) || (kept.length > 0 && !isOperator(kept.at(-1)))) {
      kept.push(text)
    }
  }
  if (isOperator(kept.at(-1))) kept.pop()
  return kept
}

const join = (filter: string, pipes: string) => [filter.trim(), pipes].filter(part => part !== '').join(' ')

/** `or` binds less than what stands beside it. */
const closed = (filter: string) => (termsOf(filter).some(term => /^or$/i.test(term.text)) ? `(${filter})` : filter)

const isOfField = (term: string, field: string) => term.startsWith(`${field}:`)

function valuesIn(text: string): string[] {
  const list = /^in\((.*)\)$/s.exec(text)
  if (!list) return /^[<>~]/.test(text) ? [] : [unquoted(text.replace(/^=/, ''))]
  const values: string[] = []
  let start = 0
  for (const [at, char, quoted] of [...characters(list[1]!), [list[1]!.length, ',', false] as const]) {
    if (quoted || char !== ',') continue
    values.push(unquoted(list[1]!.slice(start, at).trim()))
    start = at + 1
  }
  return values.filter(value => value !== '')
}

function unquoted(text: string): string {
  if (text.length < 2 || !text.startsWith('"') || !text.endsWith('"')) return text
  return text.slice(1, -1).replace(/\\(.)/gs, (_, char: string) => ({ n: '\n', r: '\r', t: '\t' })[char] ?? char)
}

/** Each character with its place, and whether it is in quotes. */
function* characters(text: string): Generator<readonly [at: number, char: string, quoted: boolean]> {
  let isQuoted = false
  for (let at = 0; at < text.length; at++) {
    const char = text[at]!
    if (isQuoted && char === '\\') {
      yield [at, char, true]
      if (++at < text.length) yield [at, text[at]!, true]
      continue
    }
    yield [at, char, isQuoted || char === '"']
    if (char === '"') isQuoted = !isQuoted
  }
}

function* outside(text: string): Generator<readonly [at: number, char: string]> {
  for (const [at, char, quoted] of characters(text)) if (!quoted) yield [at, char]
}
