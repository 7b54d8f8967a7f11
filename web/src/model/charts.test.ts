import { expect, it } from 'vitest'
import { chartOf, drawingsOf, stacked, type Lines } from './charts'

it('draws numbers as bars', () => {
  expect(chartOf({ columns: ['service', 'count'], rows: [['a', 4], ['b', 1], ['c', null]] })).toEqual({ kind: 'bars', shares: [1, 0.25, 0] })
})

it('draws what has a time as a line for each group', () => {
  const rows = [['2026-11-01T00:00:00Z', 'a', 1], ['2026-11-01T00:05:00Z', 'a', 2], ['2026-11-01T00:05:00Z', 'b', 9]]
  expect(chartOf({ columns: ['time', 'container', 'count'], rows })).toEqual({
    kind: 'lines',
    times: [1793491200, 1793491500],
    series: [{ name: 'b', values: [0, 9] }, { name: 'a', values: [1, 2] }],
  })
})

it('draws nothing across steps without lines', () => {
  const rows = [['00:00', 1], ['00:05', 2], ['00:10', 3], ['00:20', 4], ['00:50', 5]].map(([time, value]) => [`2026-11-01T${time}:00Z`, value!])
  const counted = chartOf({ columns: ['time', 'count'], rows })
  const measured = chartOf({ columns: ['time', 'p95(duration_ms)'], rows })
  expect(counted.kind === 'lines' && counted.times.map(time => (time - 1793491200) / 60)).toEqual([0, 5, 10, 15, 20, 25, 45, 50])
  expect(counted.kind === 'lines' && counted.series[0]!.values).toEqual([1, 2, 3, 0, 4, 0, 0, 5])
  expect(measured.kind === 'lines' && measured.series[0]!.values).toEqual([1, 2, 3, null, 4, null, null, 5])
})

it('adds up small groups where there are many', () => {
  const rows = Array.from({ length: 20 }, (_, i) => ['2026-11-01T00:00:00Z', `c${i}`, i])
  const chart = chartOf({ columns: ['time', 'container', 'count'], rows })
  expect(chart.kind === 'lines' && chart.series.map(each => each.name).slice(-1)).toEqual(['others'])
  expect(chart.kind === 'lines' && chart.series.length).toBe(12)
})

it('draws nothing where nothing counts', () => expect(chartOf({ columns: ['a'], rows: [['x']] })).toEqual({ kind: 'none' }))

it('is a table at least, and over time all there is', () => {
  expect(drawingsOf(chartOf({ columns: ['a'], rows: [['x']] }))).toEqual(['table'])
  expect(drawingsOf(chartOf({ columns: ['a', 'count'], rows: [['x', 1]] }))).toEqual(['bars', 'table'])
  expect(drawingsOf(chartOf({ columns: ['time', 'count'], rows: [['2026-11-01T00:00:00Z', 1]] }))).toEqual(['lines', 'bars', 'table'])
})

it('puts bars on top of each other, the greatest at the top', () => {
  const chart: Lines = { kind: 'lines', times: [0, 1], series: [{ name: 'a', values: [5, 6] }, { name: 'b', values: [null, 2] }, { name: 'c', values: [1, 1] }] }
  expect(stacked(chart).series).toEqual([{ name: 'a', values: [6, 9] }, { name: 'b', values: [1, 3] }, { name: 'c', values: [1, 1] }])
  expect(chart.series[1]!.values).toEqual([null, 2])
})
