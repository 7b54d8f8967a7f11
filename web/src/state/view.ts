import { computed, signal } from '@preact/signals'
import { readView, writeView, type View } from '../model/view'

export const view = signal<View>(readView(location.search))

/** The search that is looked at; changes only when it is another one. */
export const filter = computed(() => ({ query: view.value.query, range: view.value.range }))

addEventListener('popstate', () => {
  view.value = readView(location.search)
})

/** Goes to another view; the browser's way back leads here again, except from line to line. */
export function navigate(change: Partial<View>) {
  const next = { ...view.peek(), ...change }
  const address = writeView(next)
  if (address === writeView(view.peek())) return
  if (Object.keys(change).every(key => key === 'id')) history.replaceState(null, '', address)
  else history.pushState(null, '', address)
  view.value = next
}

export const search = (query: string) => navigate({ query, id: '' })

/** The address of a line, for somebody else: with all history, so that it is found whenever it is opened. */
export const linkTo = (id: string) => new URL(writeView({ ...view.peek(), range: { since: '', until: '' }, tab: 'logs', id }), location.href).href
