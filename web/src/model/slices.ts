/**
 * Cuts a long text into pieces that a browser lays out one by one; together they are the text. Between two lines where there is such a place in the
 * second half of a piece, else between two words, else anywhere but within a character.
 */
export function slicesOf(text: string, size: number): string[] {
  const slices: string[] = []
  for (let at = 0; at < text.length;) {
    const end = at + size >= text.length ? text.length : cutBefore(text, at, at + size)
    slices.push(text.slice(at, end))
    at = end
  }
  return slices
}

function cutBefore(text: string, start: number, end: number): number {
  for (const between of ['\n', ' ']) {
    const last = text.lastIndexOf(between, end - 1)
    if (last >= (start + end) / 2) return last + 1
  }
  return isSecondHalf(text.charCodeAt(end)) && end - 1 > start ? end - 1 : end
}

/** Of a character that takes two code units. */
const isSecondHalf = (unit: number) => unit >= 0xdc00 && unit <= 0xdfff
