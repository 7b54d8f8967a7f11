import type { Mark } from '../model/marks'
import { showBytes } from '../model/numbers'
import { fieldsOf, flatten, lifecycleSymbol, sourceOf, textOf, type LogRecord } from '../model/record'
import { tagOf } from '../model/tags'
import { showTime, type Clock } from '../model/time'
import { Message } from './Message'

const shownCharacters = 2_000
const shownFields = 12
const shownOfField = 200
const shownLines = 40

interface Props {
  record: LogRecord
  marks: readonly Mark[]
  clock: Clock
  now: number
  columns: readonly string[]
  showsMetadata: boolean
  isOpen: boolean
  isUnfolded: boolean
  onOpen(): void
  onFold(): void
}

/** A click opens the line; whoever marks text with the mouse wants only that. */
const unlessMarking = (open: () => void) => () => {
  if (getSelection()?.isCollapsed ?? true) open()
}

export function Row({ record, marks, clock, now, columns, showsMetadata, isOpen, isUnfolded, onOpen, onFold }: Props) {
  const level = record.level.toLowerCase()
  const source = sourceOf(record)
  const lines = record.message.split('\n', isUnfolded ? shownLines : 2)
  const isFolded = !isUnfolded && lines.length > 1
  const text = (isFolded ? lines[0]! : record.message).slice(0, isUnfolded ? shownCharacters * 5 : shownCharacters)
  const fields = flatten(record.metadata)
  const known = columns.length > 0 ? new Map(fieldsOf(record)) : undefined
  if (record.gap) return <div class="row is-gap" onClick={unlessMarking(onOpen)}><time class="cell time">{showTime(record.timestamp, clock, now)}</time><span class="gap-text">⋯ {record.message}</span></div>
  return (
    <div class={`row level-${level} ${isOpen ? 'is-open' : ''} ${record.lifecycle ? 'is-lifecycle' : ''} ${isUnfolded ? 'is-unfolded' : ''}`} onClick={unlessMarking(onOpen)}>
      <time class="cell time" title={record.timestamp}>{showTime(record.timestamp, clock, now)}</time>
      <span class="cell letter" role="img" title={record.level}>{record.level[0]}</span>
      <span class={`cell source tag-${tagOf(source)}`} title={source}>{source}</span>
      {columns.map(column => <span key={column} class="cell column" title={column}>{shortOf(known!.get(column) ?? '')}</span>)}
      <span class="cell message">
        {record.lifecycle ? <span aria-hidden="true"><span class="symbol">{lifecycleSymbol(record)}</span> </span> : null}
        <Message text={text} marks={marks} />
        {isFolded || isUnfolded ? (
          <button class="fold-button" aria-expanded={isUnfolded} onClick={event => { event.stopPropagation(); onFold() }}>{isUnfolded ? 'fold' : moreLines(lineCount(record.message) - 1)}</button>
        ) : null}
        {record.message.length > text.length && !isFolded ? <span class="dim"> … {showBytes(record.message.length)}</span> : null}
        {record.truncated ? <span class="dim"> (cut at 1 MiB)</span> : null}
        {showsMetadata && fields.length > 0 && !record.lifecycle ? (
          <span class="metadata">
            {marks.length > 0
              ? fields.slice(0, shownFields).map(([name, value]) => <> {name}=<Message text={shortOf(value)} marks={marks} /></>)
              // One text, not two for each field: it is made anew for each row that passes by.
              : fields.slice(0, shownFields).map(([name, value]) => ` ${name}=${shortOf(value)}`).join('')}
            {fields.length > shownFields ? ' …' : ''}
          </span>
        ) : null}
      </span>
    </div>
  )
}

const moreLines = (count: number) => (count === 1 ? '+1 line' : `+${count} lines`)

/** A field's value in the row. A stack trace in it does not make the row higher. */
function shortOf(value: unknown): string {
  const text = textOf(value).slice(0, shownOfField)
  return text.includes('\n') ? text.replace(/\s*\n\s*/g, ' ↵ ') : text
}

function lineCount(text: string): number {
  let count = 1
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count++
  return count
}
