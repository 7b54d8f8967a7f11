import { quote, withTerm } from './query'

export const hole = '<*>'

/** What stands between the variables. */
export const literalsOf = (pattern: string) => pattern.split(hole)

const minLiteral = 2

/** A term that finds the lines of the pattern: all that stands between its variables. Undefined where that is nothing. */
export function termFor(pattern: string): string | undefined {
  const literals = literalsOf(pattern).map(text => text.trim()).filter(text => text.length >= minLiteral)
  const terms = literals.map(text => `*${asText(text)}*`)
  if (terms.length === 0) return undefined
  return terms.length === 1 ? terms[0]! : `(${terms.join(' ')})`
}

/** Pipes that count the values of one of the pattern's variables, from 0. */
export function valuesPipe(pattern: string, variable: number): string {
  let number = 0
  const named = pattern.replaceAll('<*>', () => `<v${number++ + 1}>`)
  return `| extract ${asText(named)} | stats count() by v${variable + 1} | top 50 by count`
}

export const withPattern = (query: string, pattern: string, isHidden: boolean): string => {
  const term = termFor(pattern)
  return term === undefined ? query : withTerm(query, isHidden ? `-${term}` : term)
}

const asText = (text: string) => {
  const quoted = quote(text)
  return quoted.startsWith('"') ? quoted : `"${quoted}"`
}
