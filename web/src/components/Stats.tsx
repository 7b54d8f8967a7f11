import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { runQuery, sentenceOf, tableAddress, type Table } from '../api/client'
import { splitPipes } from '../model/query'
import { chartOf, drawingsOf, isTime, type Drawing } from '../model/charts'
import { endOf, fittingStep, showDateTime, showStep, startOf } from '../model/time'
import { histogram, refreshes } from '../state/overview'
import { settings } from '../state/settings'
import { filter, navigate, view } from '../state/view'
import { TimeChart } from './TimeChart'

const ready: [name: string, pipes: (step: string) => string][] = [
  ['Lines by container', () => '| stats count() by container | sort by count desc'],
  ['Lines over time by level', step => `| stats count() by level, ${step}`],
  ['Lines over time by container', step => `| stats count() by container, ${step}`],
  ['Lines a second by container', step => `| stats rate() by container, ${step}`],
  ['Lines a second by level', step => `| stats rate() by level, ${step}`],
  ['Errors by container', () => '| where level:>=error | stats count() by container | sort by count desc'],
  ['Errors over time', step => `| where level:>=error | stats count() by container, ${step}`],
]

const quickMs = 1_000

/** What fits the range; where it has no beginning, the step of the histogram, which fits the lines. */
function step(): string {
  const { range } = view.peek()
  const from = startOf(range, Date.now())
  return showStep(from === undefined ? (histogram.peek()?.step_seconds ?? 300) : fittingStep(endOf(range, Date.now()) - from))
}

/** The same but for the length of its steps. */
const isSame = (pipes: string, of: (step: string) => string) => of((/, (\d+[smhd])$/.exec(pipes) ?? [])[1] ?? '') === pipes

/** Any query with pipes, as lines, bars and a table. */
export function Stats() {
  const [table, setTable] = useState<Table | undefined>(undefined)
  const [note, setNote] = useState('')
  const wanted = filter.value
  const { pipes } = splitPipes(wanted.query)
  const asked = pipes === '' ? { ...wanted, query: `${wanted.query} ${ready[0]![1]('')}`.trim() } : wanted
  const reading = useRef(new AbortController())
  const isQuick = useRef(false)
  const read = async () => {
    const { signal } = (reading.current = new AbortController())
    const started = performance.now()
    try {
      const answer = await runQuery(asked, signal)
      isQuick.current = performance.now() - started < quickMs
      const isTable = answer.columns !== undefined && answer.rows !== undefined
      setTable(isTable ? { columns: answer.columns!, rows: answer.rows! } : undefined)
      setNote([...(isTable ? [] : ['These pipes make no table; add one such as “| stats count() by service”.']), ...answer.notes].join(' '))
    } catch (error) {
      if (signal.aborted) return
      setTable(undefined)
      setNote(sentenceOf(error))
    }
  }
  useEffect(() => {
    isQuick.current = false
    setNote('Counting…')
    void read()
    return () => reading.current.abort()
  }, [wanted])
  // What is slow to count is not counted again and again.
  useEffect(() => void (wanted.range.until === '' && isQuick.current && read()), [refreshes.value])
  const chart = useMemo(() => (table ? chartOf(table) : undefined), [table])
  const kinds = chart ? drawingsOf(chart) : []
  const drawing = kinds.find(kind => kind === view.value.chart) ?? kinds[0]
  return (
    <div class="table-view" tabIndex={0} role="region" aria-label="Stats">
      <div class="ready">
        {ready.map(([name, pipesOf]) => (
          <button key={name} aria-pressed={isSame(splitPipes(asked.query).pipes, pipesOf)} onClick={() => navigate({ query: `${splitPipes(view.peek().query).filter} ${pipesOf(step())}`.trim(), id: '' })}>{name}</button>
        ))}
        <span class="outcome">
          <Drawings kinds={kinds} drawing={drawing} />
          {table ? <a href={tableAddress(asked)} download="stats.csv">CSV</a> : null}
        </span>
      </div>
      {note === '' ? null : <p class="dim" role="status">{note}</p>}
      {table && chart ? <Result table={table} chart={chart} drawing={drawing!} /> : null}
    </div>
  )
}

function Drawings({ kinds, drawing }: { kinds: readonly Drawing[]; drawing: Drawing | undefined }) {
  if (kinds.length < 2) return null
  return (
    <span class="drawings" role="group" aria-label="Draw as">
      {kinds.map(kind => <button key={kind} aria-pressed={kind === drawing} onClick={() => navigate({ chart: kind === kinds[0] ? '' : kind })}>{{ lines: 'Lines', bars: 'Bars', table: 'Table' }[kind]}</button>)}
    </span>
  )
}

type Cell = string | number | boolean | null

/** A number may be a count or a name, such as a port: it is not punctuated. */
function show(value: Cell): string {
  if (isTime(value)) return showDateTime(Date.parse(value as string), settings.value.clock)
  return typeof value === 'number' && !Number.isInteger(value) ? String(Number(value.toFixed(3))) : String(value ?? '')
}

function Result({ table, chart, drawing }: { table: Table; chart: ReturnType<typeof chartOf>; drawing: Drawing }) {
  const shares = chart.kind === 'bars' && drawing === 'bars' ? chart.shares : undefined
  return (
    <>
      {chart.kind === 'lines' && drawing !== 'table' ? <TimeChart chart={chart} isStacked={drawing === 'bars'} /> : null}
      <table class="stats">
        <thead><tr>{table.columns.map((column, i) => <th key={column} scope="col" class={table.rows.some(row => typeof row[i] === 'number') ? 'number' : ''}>{column}</th>)}{shares ? <th scope="col"><span class="hidden">Bar</span></th> : null}</tr></thead>
        <tbody>
          {table.rows.slice(0, shownRows).map((row, i) => (
            <tr key={i}>
              {row.map((value, j) => <td key={j} class={typeof value === 'number' ? 'number' : ''}>{show(value)}</td>)}
              {shares ? <td class="bar-cell"><div class="bar" style={{ width: `${shares[i]! * 100}%` }} /></td> : null}
            </tr>
          ))}
        </tbody>
      </table>
      {table.rows.length > shownRows ? <p class="dim">The first {shownRows.toLocaleString('en')} of {table.rows.length.toLocaleString('en')} rows; CSV has all.</p> : null}
    </>
  )
}

const shownRows = 1_000
