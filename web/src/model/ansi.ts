import Anser from 'anser'

/** A piece of text that a program coloured. */
export interface AnsiPiece {
  text: string
  /** Names of classes in `style.css`: colours of the theme, not those of the program. */
  classes: string
  /** `r, g, b` where the program chose a colour beyond the sixteen. */
  color?: string
}

const escape = '\u001b'

export const hasAnsi = (text: string) => text.includes(escape)

export const withoutAnsi = (text: string) => (hasAnsi(text) ? readAnsi(text).map(piece => piece.text).join('') : text)

export function readAnsi(text: string): AnsiPiece[] {
  return Anser.ansiToJson(text, { use_classes: true, remove_empty: true, json: true }).map(piece => {
    const decorations = piece.decorations ?? []
    const isNamed = piece.fg !== null && piece.fg !== undefined && /^ansi-[a-z-]+$/.test(piece.fg) && !piece.fg.startsWith('ansi-palette') && piece.fg !== 'ansi-truecolor'
    const classes = [isNamed ? piece.fg : '', ...decorations.map(name => `ansi-${name}`)].filter(name => name !== '').join(' ')
    return { text: piece.content, classes, ...(piece.fg && !isNamed && piece.fg_truecolor ? { color: piece.fg_truecolor } : {}) }
  })
}

const mostInForce = 8

/** The codes that are in force after a text: what a program coloured goes on in the next piece. */
export function ansiAfter(text: string): string {
  const sinceReset = text.split(/\u001b\[0*m/).at(-1)!
  return [...sinceReset.matchAll(/\u001b\[[\d;]*m/g)].map(match => match[0]).slice(-mostInForce).join('')
}
