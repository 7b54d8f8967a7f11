import type { Table } from '../api/client'

export interface Lines {
  kind: 'lines'
  /** Seconds since the epoch. */
  times: number[]
  series: { name: string; values: (number | null)[] }[]
}

export interface Bars {
  kind: 'bars'
  /** Of the greatest value, for each row. */
  shares: number[]
}

/** What a table may be drawn as. */
export const drawings = ['lines', 'bars', 'table'] as const

export type Drawing = (typeof drawings)[number]

const maxSeries = 12
const otherName = 'others'

/** How a table is drawn: over time where a column holds times, else as bars of its first numbers. */
export function chartOf(table: Table): Lines | Bars | { kind: 'none' } {
  const time = table.columns.findIndex((_, i) => table.rows.length > 0 && table.rows.every(row => isTime(row[i])))
  const number = table.columns.findIndex((_, i) => table.rows.some(row => typeof row[i] === 'number') && table.rows.every(row => typeof row[i] === 'number' || row[i] === null))
  if (number < 0) return { kind: 'none' }
  if (time >= 0) return overTime(table, time)
  const most = Math.max(...table.rows.map(row => Number(row[number] ?? 0)), 0)
  return { kind: 'bars', shares: table.rows.map(row => (most > 0 ? Math.max(0, Number(row[number] ?? 0)) / most : 0)) }
}

/** How the chart may be drawn; the first is the usual. */
export const drawingsOf = (chart: ReturnType<typeof chartOf>): readonly Drawing[] => drawings.slice({ lines: 0, bars: 1, none: 2 }[chart.kind])

/** Each on top of those behind it, so that whoever draws them in this order leaves something of each to be seen. */
export function stacked(chart: Lines): Lines {
  const sums = chart.times.map(() => 0)
  const series = [...chart.series].reverse().map(({ name, values }) => ({ name, values: values.map((value, i) => (sums[i]! += value ?? 0)) }))
  return { ...chart, series: series.reverse() }
}

export const isTime = (value: unknown) => typeof value === 'string' && /^\d{4}-\d{2}-\d{2}T/.test(value)

function overTime(table: Table, time: number): Lines {
  const isNumber = table.columns.map((_, i) => i !== time && table.rows.some(row => typeof row[i] === 'number'))
  const times = withEdges([...new Set(table.rows.map(row => Date.parse(String(row[time])) / 1_000))].sort((a, b) => a - b))
  const at = new Map(times.map((each, i) => [each, i]))
  const series = new Map<string, (number | null)[]>()
  for (const row of table.rows) {
    const group = row.filter((_, i) => i !== time && !isNumber[i]).map(value => String(value ?? '')).join(' ')
    row.forEach((value, i) => {
      if (!isNumber[i]) return
      const several = isNumber.filter(Boolean).length > 1
      const name = [group, several || group === '' ? table.columns[i]! : ''].filter(part => part !== '').join(' ')
      const values = series.get(name) ?? new Array<number | null>(times.length).fill(isCount(table.columns[i]!) ? 0 : null)
      values[at.get(Date.parse(String(row[time])) / 1_000)!] = value as number | null
      series.set(name, values)
    })
  }
  const sorted = [...series].map(([name, values]) => ({ name, values })).sort((a, b) => sum(b.values) - sum(a.values))
  if (sorted.length <= maxSeries) return { kind: 'lines', times, series: sorted }
  const rest = sorted.slice(maxSeries - 1)
  const others = times.map((_, i) => rest.reduce((total, each) => total + (each.values[i] ?? 0), 0))
  return { kind: 'lines', times, series: [...sorted.slice(0, maxSeries - 1), { name: otherName, values: others }] }
}

/** The least distance of two of them; a minute where there is none. */
export const stepOf = (times: readonly number[]) => times.length < 2 ? 60 : times.reduce((least, time, i) => (i === 0 ? least : Math.min(least, time - times[i - 1]!)), Infinity)

/** Steps without any line have no row: their first and their last, so that nothing is drawn across them. */
function withEdges(times: readonly number[]): number[] {
  const step = stepOf(times)
  return times.flatMap((time, i) => {
    const missing = i === 0 ? 0 : Math.round((time - times[i - 1]!) / step) - 1
    return missing <= 0 ? [time] : missing === 1 ? [time - step, time] : [times[i - 1]! + step, time - step, time]
  })
}

/** Of no lines it is 0; what is measured of them is nothing. */
const isCount = (column: string) => /^(count|rate)/.test(column)

const sum = (values: readonly (number | null)[]) => values.reduce<number>((total, value) => total + (value ?? 0), 0)
