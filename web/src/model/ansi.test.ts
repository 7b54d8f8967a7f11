import { expect, it } from 'vitest'
import { ansiAfter, hasAnsi, readAnsi } from './ansi'

it('reads colours and weight', () => {
  const pieces = readAnsi('\u001b[31mred\u001b[0m plain \u001b[1;32mgood\u001b[0m')
  expect(pieces.map(piece => piece.text)).toEqual(['red', ' plain ', 'good'])
  expect(pieces[0]!.classes).toBe('ansi-red')
  expect(pieces[2]!.classes).toBe('ansi-green ansi-bold')
})

it('leaves tags in the text alone', () => expect(readAnsi('\u001b[31m<b>&amp;</b>\u001b[0m').map(piece => piece.text).join('')).toBe('<b>&amp;</b>'))

it('knows text without colours', () => expect(hasAnsi('plain')).toBe(false))

it('carries colours on until they are reset', () => {
  expect(ansiAfter('\u001b[31mred\u001b[0m plain')).toBe('')
  expect(ansiAfter('\u001b[31mred\u001b[m \u001b[1m\u001b[32mbold green')).toBe('\u001b[1m\u001b[32m')
})
