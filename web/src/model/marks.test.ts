import { expect, it } from 'vitest'
import { markHits } from './marks'

const hits = (text: string, ...marks: (string | RegExp)[]) => markHits(text, marks).filter(piece => piece.isHit).map(piece => piece.text)

it('marks words in any case, wherever they are', () => expect(hits('Timeout: a TIMEOUT.', 'timeout')).toEqual(['Timeout', 'TIMEOUT']))

it('takes what looks like an expression literally', () => expect(hits('a.b axb', 'a.b')).toEqual(['a.b']))

it('marks expressions', () => expect(hits('user12 and user7', /user\d+/gu)).toEqual(['user12', 'user7']))

it('marks overlapping hits once, and loses nothing of the text', () => {
  const pieces = markHits('abcdef', ['abc', 'cde'])
  expect(pieces.map(piece => piece.text).join('')).toBe('abcdef')
  expect(pieces.filter(piece => piece.isHit)).toHaveLength(1)
})
