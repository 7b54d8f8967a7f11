import { expect, it } from 'vitest'
import { everything } from './time'
import { readView, writeView, type View } from './view'

const defaultView: View = { query: '', range: everything, tab: 'logs', chart: '', id: '' }

it('comes back from its address', () => {
  const view: View = { query: 'level:error "a & b"', range: { since: '15m', until: '' }, tab: 'stats', chart: 'bars', id: '18e3-01' }
  expect(readView(writeView(view).slice(1))).toEqual(view)
})

it('is short where nothing was chosen', () => expect(writeView(defaultView)).toBe('/'))

it('takes an address that makes no sense for the usual one', () => expect(readView('?tab=x&chart=x&y=z')).toEqual(defaultView))
