import { expect, it } from 'vitest'
import { chartOf } from './charts'

it('draws numbers as bars', () => {
  expect(chartOf({ columns: ['service', 'count'], rows: [['a', 4], ['b', 1], ['c', null]] })).toEqual({ kind: 'bars', shares: [1, 0.25, 0] })
})

it('draws what has a time as a line for each group', () => {
  const rows = [['2026-11-01T00:00:00Z', 'a', 1], ['2026-11-01T00:05:00Z', 'a', 2], ['2026-11-01T00:05:00Z', 'b', 9]]
  expect(chartOf({ columns: ['time', 'container', 'count'], rows })).toEqual({
    kind: 'lines',
    times: [1793491200, 1793491500],
    series: [{ name: 'b', values: [null, 9] }, { name: 'a', values: [1, 2] }],
  })
})

it('adds up small groups where there are many', () => {
  const rows = Array.from({ length: 20 }, (_, i) => ['2026-11-01T00:00:00Z', `c${i}`, i])
  const chart = chartOf({ columns: ['time', 'container', 'count'], rows })
  expect(chart.kind === 'lines' && chart.series.map(each => each.name).slice(-1)).toEqual(['others'])
  expect(chart.kind === 'lines' && chart.series.length).toBe(12)
})

it('draws nothing where nothing counts', () => expect(chartOf({ columns: ['a'], rows: [['x']] })).toEqual({ kind: 'none' }))
