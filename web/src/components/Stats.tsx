import { useEffect, useState } from 'preact/hooks'
import { runQuery, sentenceOf, tableAddress, type Table } from '../api/client'
import { splitPipes } from '../model/query'
import { chartOf } from '../model/charts'
import { filter, navigate, view } from '../state/view'
import { LineChart } from './LineChart'

const ready: [name: string, pipes: string][] = [
  ['Lines by container', '| stats count() by container | sort by count desc'],
  ['Lines over time by level', '| stats count() by level, 5m'],
  ['Lines over time by container', '| stats count() by container, 5m'],
  ['Errors by container', '| where level:>=error | stats count() by container | sort by count desc'],
  ['Errors over time', '| where level:>=error | stats count() by container, 5m'],
]

/** Any query with pipes, as lines, bars and a table. */
export function Stats() {
  const [table, setTable] = useState<Table | undefined>(undefined)
  const [note, setNote] = useState('')
  const wanted = filter.value
  const { pipes } = splitPipes(wanted.query)
  const asked = pipes === '' ? { ...wanted, query: `${wanted.query} ${ready[0]![1]}`.trim() } : wanted
  useEffect(() => {
    const reading = new AbortController()
    setNote('Counting…')
    runQuery(asked, reading.signal).then(
      answer => {
        const isTable = answer.columns !== undefined && answer.rows !== undefined
        setTable(isTable ? { columns: answer.columns!, rows: answer.rows! } : undefined)
        setNote([...(isTable ? [] : ['These pipes make no table; add one such as “| stats count() by service”.']), ...answer.notes].join(' '))
      },
      (error: Error) => {
        if (reading.signal.aborted) return
        setTable(undefined)
        setNote(sentenceOf(error))
      })
    return () => reading.abort()
  }, [wanted])
  return (
    <div class="table-view" tabIndex={0} role="region" aria-label="Stats">
      <div class="ready">
        {ready.map(([name, pipe]) => (
          <button key={name} aria-pressed={asked.query.endsWith(pipe)} onClick={() => navigate({ query: `${splitPipes(view.peek().query).filter} ${pipe}`.trim(), id: '' })}>{name}</button>
        ))}
        {table ? <a href={tableAddress(asked)} download="stats.csv">CSV</a> : null}
      </div>
      {note === '' ? null : <p class="dim" role="status">{note}</p>}
      {table ? <Result table={table} /> : null}
    </div>
  )
}

/** A number may be a count or a name, such as a port: it is not punctuated. */
const show = (value: string | number | boolean | null) => (typeof value === 'number' && !Number.isInteger(value) ? String(Number(value.toFixed(3))) : String(value ?? ''))

function Result({ table }: { table: Table }) {
  const chart = chartOf(table)
  return (
    <>
      {chart.kind === 'lines' ? <LineChart chart={chart} /> : null}
      <table class="stats">
        <thead><tr>{table.columns.map((column, i) => <th key={column} scope="col" class={table.rows.some(row => typeof row[i] === 'number') ? 'number' : ''}>{column}</th>)}{chart.kind === 'bars' ? <th scope="col"><span class="hidden">Bar</span></th> : null}</tr></thead>
        <tbody>
          {table.rows.slice(0, 1_000).map((row, i) => (
            <tr key={i}>
              {row.map((value, j) => <td key={j} class={typeof value === 'number' ? 'number' : ''}>{show(value)}</td>)}
              {chart.kind === 'bars' ? <td class="bar-cell"><div class="bar" style={{ width: `${chart.shares[i]! * 100}%` }} /></td> : null}
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}
