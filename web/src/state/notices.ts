import { signal } from '@preact/signals'

/** A sentence at the edge of the page, for a few seconds. */
export const notice = signal('')

const shownMs = 6_000
let timer: ReturnType<typeof setTimeout> | undefined

export function tell(sentence: string) {
  notice.value = sentence
  clearTimeout(timer)
  timer = setTimeout(() => (notice.value = ''), shownMs)
}

export async function copy(text: string, what: string) {
  try {
    await navigator.clipboard.writeText(text)
    tell(`${what} copied.`)
  } catch {
    tell('The browser did not let this page copy.')
  }
}
