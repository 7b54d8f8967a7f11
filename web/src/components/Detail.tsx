import { useEffect, useMemo, useState } from 'preact/hooks'
import { readContext, readFacet, readRaw, readRecord } from '../api/client'
import type { Mark } from '../model/marks'
import { fieldTerm, marksOf, withTerm } from '../model/query'
import { fieldsOf, lifecycleSymbol, sourceOf, textOf, type LogRecord } from '../model/record'
import { showCount } from '../model/numbers'
import { showDateTime, showTime } from '../model/time'
import { indexOf, lines, select } from '../state/logs'
import { copy, tell } from '../state/notices'
import { now } from '../state/overview'
import { change, settings } from '../state/settings'
import { lineFilter, linkTo, navigate, search, view } from '../state/view'
import { LongText } from './LongText'
import { Message } from './Message'

/** Lines before and after at first, and how often as many when more are asked for. */
const around = 10
const more = 5
const mostAround = 250

/** All about one line: its fields, the line as it was printed, what came before and after. */
export function Detail() {
  const { id } = view.value
  const [record, setRecord] = useState<LogRecord | undefined>(undefined)
  useEffect(() => {
    const known = lines.peek().records[indexOf(id)]
    setRecord(known)
    if (known) return
    const reading = new AbortController()
    readRecord(id, reading.signal).then(setRecord, () => undefined)
    return () => reading.abort()
  }, [id])
  const close = () => navigate({ id: '' })
  return (
    <aside class="detail" aria-label="Line">
      <div class="detail-top">
        <h2>{record ? <><span class={`letter level-${record.level.toLowerCase()}`}>{record.level}</span> {sourceOf(record)}</> : 'Line'}</h2>
        <button class="icon-button" aria-label="Close" title="Close (Esc)" onClick={close}>✕</button>
      </div>
      {record && record.id === id ? <Facts record={record} key={id} /> : <p class="dim">Reading…</p>}
    </aside>
  )
}

function Facts({ record }: { record: LogRecord }) {
  const marks = useMemo(() => marksOf(view.value.query), [view.value.query])
  return (
    <div class="detail-body">
      <p class="when">{showDateTime(Date.parse(record.timestamp), settings.value.clock === 'utc' ? 'utc' : 'local')} <span class="dim">{record.timestamp}</span></p>
      <pre class="text"><LongText text={record.message} marks={marks} /></pre>
      <div class="actions">
        <button onClick={() => void copy(record.message, 'The text is')}>Copy text</button>
        <button onClick={() => void copy(JSON.stringify(record, null, 2), 'The JSON is')}>Copy JSON</button>
        <button onClick={() => void copy(linkTo(record.id), 'The link is')}>Copy link</button>
      </div>
      <table class="fields">
        <caption class="hidden">Fields</caption>
        <tbody>{fieldsOf(record).map(([name, value]) => <Field key={name} name={name} value={textOf(value)} marks={marks} />)}</tbody>
      </table>
      {record.gap || record.lifecycle ? null : <Raw id={record.id} marks={marks} />}
      <Around record={record} />
    </div>
  )
}

function Field({ name, value, marks }: { name: string; value: string; marks: readonly Mark[] }) {
  const [top, setTop] = useState<[value: string, count: number][] | undefined>(undefined)
  const { columns } = settings.value
  const isColumn = columns.includes(name)
  const term = fieldTerm(name, value)
  const showTop = async () => {
    if (top) return setTop(undefined)
    try {
      const { facets } = await readFacet(lineFilter.peek(), name, 8)
      setTop((facets[name] ?? []).filter(each => each.value !== null).map(each => [String(each.value), each.count]))
    } catch (error) {
      tell((error as Error).message)
    }
  }
  return (
    <>
      <tr>
        <th scope="row">{name}</th>
        <td class="value"><Message text={value.slice(0, 2_000)} marks={marks} /></td>
        <td class="field-actions">
          <button class="icon-button" aria-label={`Only lines with this ${name}`} title={`Only ${term}`} onClick={() => search(withTerm(view.peek().query, term))}>+</button>
          <button class="icon-button" aria-label={`No lines with this ${name}`} title={`Without ${term}`} onClick={() => search(withTerm(view.peek().query, `-${term}`))}>−</button>
          <button class="icon-button" aria-label={`Show ${name} as a column`} title="Column" aria-pressed={isColumn} onClick={() => change({ columns: isColumn ? columns.filter(each => each !== name) : [...columns, name] })}>▥</button>
          <button class="icon-button" aria-label={`Most frequent values of ${name}`} title="Most frequent values" aria-expanded={top !== undefined} onClick={() => void showTop()}>≡</button>
        </td>
      </tr>
      {top ? (
        <tr>
          <td colSpan={3}>
            <ul class="top-values">
              {top.map(([each, count]) => <li key={each}><button class="term" onClick={() => search(withTerm(view.peek().query, fieldTerm(name, each)))}>{each}</button> <span class="dim">{showCount(count)}</span></li>)}
            </ul>
          </td>
        </tr>
      ) : null}
    </>
  )
}

function Raw({ id, marks }: { id: string; marks: readonly Mark[] }) {
  const [raw, setRaw] = useState<string | undefined>(undefined)
  const read = async (open: boolean) => {
    if (open && raw === undefined) setRaw(await readRaw(id).catch((error: Error) => error.message))
  }
  return (
    <details onToggle={event => void read(event.currentTarget.open)}>
      <summary>The line as it was printed</summary>
      <pre class="text raw">{raw === undefined ? 'Reading…' : <LongText text={raw} marks={marks} />}</pre>
      {raw === undefined ? null : <button onClick={() => void copy(raw, 'The line is')}>Copy the line</button>}
    </details>
  )
}

function Around({ record }: { record: LogRecord }) {
  const [scope, setScope] = useState<'container' | 'all'>('container')
  const [count, setCount] = useState(around)
  const [read, setRead] = useState<LogRecord[]>([])
  useEffect(() => {
    const reading = new AbortController()
    readContext(record.id, count, scope, reading.signal).then(answer => setRead(answer.logs), () => undefined)
    return () => reading.abort()
  }, [record.id, scope, count])
  return (
    <section class="around">
      <h3>Before and after</h3>
      <div class="scopes" role="group" aria-label="Whose lines">
        {(['container', 'all'] as const).map(each => <button key={each} aria-pressed={scope === each} onClick={() => setScope(each)}>{each === 'container' ? 'Same container' : 'All containers'}</button>)}
        {count < mostAround && read.length > count ? <button onClick={() => setCount(count * more)}>More lines</button> : null}
      </div>
      <ol>
        {read.map(each => (
          <li key={each.id} class={`level-${each.level.toLowerCase()} ${each.id === record.id ? 'is-open' : ''}`}>
            <button onClick={() => select(each.id)} title={each.timestamp}>
              <time>{showTime(each.timestamp, settings.value.clock, now.peek())}</time> {scope === 'all' ? <b>{sourceOf(each)}</b> : null} {each.lifecycle ? <span aria-hidden="true"><span class="symbol">{lifecycleSymbol(each)}</span> </span> : null}<Message text={each.message.split('\n', 1)[0]!.slice(0, 300)} marks={[]} />
            </button>
          </li>
        ))}
      </ol>
    </section>
  )
}
