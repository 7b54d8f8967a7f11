import { drawings, type Drawing } from './charts'
import type { Range } from './time'

export const tabs = ['logs', 'patterns', 'stats'] as const

export type Tab = (typeof tabs)[number]

/** What is looked at: all of it is in the address, so that a link opens the same. */
export interface View {
  query: string
  range: Range
  tab: Tab
  /** How stats are drawn; empty for the usual. */
  chart: Drawing | ''
  /** Record that is open beside the rows; empty for none. */
  id: string
}

export function readView(search: string): View {
  const params = new URLSearchParams(search)
  const tab = params.get('tab') as Tab
  const chart = params.get('chart') as Drawing
  return {
    query: params.get('q') ?? '',
    range: { since: params.get('since') ?? '', until: params.get('until') ?? '' },
    tab: tabs.includes(tab) ? tab : 'logs',
    chart: drawings.includes(chart) ? chart : '',
    id: params.get('id') ?? '',
  }
}

export function writeView(view: View): string {
  const params = new URLSearchParams()
  if (view.query !== '') params.set('q', view.query)
  if (view.range.since !== '') params.set('since', view.range.since)
  if (view.range.until !== '') params.set('until', view.range.until)
  if (view.tab !== 'logs') params.set('tab', view.tab)
  if (view.chart !== '') params.set('chart', view.chart)
  if (view.id !== '') params.set('id', view.id)
  const text = params.toString()
  return text === '' ? '/' : `/?${text}`
}
