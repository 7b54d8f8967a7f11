import { computed, signal } from '@preact/signals'
import type { Filter } from '../api/client'
import { linesOf } from '../model/query'
import { fixed } from '../model/time'
import { readView, writeView, type View } from '../model/view'

export const view = signal<View>(readView(location.search))

/** The search that is looked at: the same one as long as neither query nor range is another, whatever else of the view changes. */
export const filter = stable(() => ({ query: view.value.query, range: view.value.range }))

/** The same without the pipes that make a table: which lines are looked at. */
export const lineFilter = stable(() => ({ query: linesOf(view.value.query), range: view.value.range }))

function stable(of: () => Filter) {
  let known = of()
  return computed(() => {
    const next = of()
    const isSame = next.query === known.query && next.range.since === known.range.since && next.range.until === known.range.until
    return isSame ? known : (known = next)
  })
}

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

/** The address of this view, for somebody else: whenever it is opened, the same lines are looked at. */
export const linkToView = () => new URL(writeView({ ...view.peek(), range: fixed(view.peek().range, Date.now()) }), location.href).href

/** The address of a line, for somebody else: with all history, so that it is found whenever it is opened. */
export const linkTo = (id: string) => new URL(writeView({ ...view.peek(), range: { since: '', until: '' }, tab: 'logs', id }), location.href).href
