/** A piece of text, and whether it is part of a hit. */
export interface Piece {
  text: string
  isHit: boolean
}

/** What is looked for in a text: words, found in any case, or an expression. */
export type Mark = string | RegExp

const maxHits = 200

/** Cuts a text at its hits. */
export function markHits(text: string, marks: readonly Mark[]): Piece[] {
  const hits = marks.flatMap(mark => hitsOf(text, mark)).sort((a, b) => a[0] - b[0])
  const pieces: Piece[] = []
  let at = 0
  for (const [start, end] of hits) {
    if (start < at) continue
    if (start > at) pieces.push({ text: text.slice(at, start), isHit: false })
    pieces.push({ text: text.slice(start, end), isHit: true })
    at = end
  }
  if (at < text.length) pieces.push({ text: text.slice(at), isHit: false })
  return pieces
}

function hitsOf(text: string, mark: Mark): [start: number, end: number][] {
  const hits: [number, number][] = []
  const expression = typeof mark === 'string' ? new RegExp(mark.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), 'giu') : mark
  for (const match of text.matchAll(expression)) {
    if (match[0] !== '') hits.push([match.index, match.index + match[0].length])
    if (hits.length === maxHits) break
  }
  return hits
}
