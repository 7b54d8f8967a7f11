import { arrivalOf, type LogRecord } from './record'

/** More are not kept: what is farthest from the reader goes. */
export const maxLines = 200_000

/**
 * The records on screen, oldest first. History comes in at the front, live records at the end or, where they are late, between; none
 * twice. Immutable towards its readers: every change makes a new array.
 */
export class Lines {
  readonly records: readonly LogRecord[]
  /** Records that were left out at the end, because too many are before it: the end must be read again. */
  readonly isCutAtEnd: boolean

  constructor(records: readonly LogRecord[] = [], isCutAtEnd = false) {
    this.records = records
    this.isCutAtEnd = isCutAtEnd
  }

  get oldest() {
    return this.records[0]
  }

  get newest() {
    return this.records[this.records.length - 1]
  }

  /** The id of the record that arrived last: where a live stream goes on. */
  get lastArrived(): string | undefined {
    let last: string | undefined
    // A record that was late stands among the last, not far before.
    for (let i = this.records.length - 1; i >= 0 && i >= this.records.length - 5_000; i--) {
      const { id } = this.records[i]!
      if (last === undefined || arrivalOf(id) > arrivalOf(last)) last = id
    }
    return last
  }

  /** @param older Oldest first. */
  withOlder(older: readonly LogRecord[]): Lines {
    const known = this.oldest
    const added = known === undefined ? older : older.filter(record => record.id < known.id)
    if (added.length === 0) return this
    const all = [...added, ...this.records]
    return all.length <= maxLines ? new Lines(all, this.isCutAtEnd) : new Lines(all.slice(0, maxLines), true)
  }

  /** @param newer Oldest first. @param isEnd Nothing is behind them. */
  withNewer(newer: readonly LogRecord[], isEnd: boolean): Lines {
    const known = this.newest
    const all = [...this.records, ...(known === undefined ? newer : newer.filter(record => record.id > known.id))]
    return new Lines(all.length > maxLines ? all.slice(all.length - maxLines) : all, !isEnd)
  }

  /** @param arrived In the order of their arrival. */
  withLive(arrived: readonly LogRecord[]): Lines {
    if (arrived.length === 0) return this
    const all = [...this.records]
    for (const record of arrived) insert(all, record)
    return all.length === this.records.length ? this : new Lines(all.length > maxLines ? all.slice(all.length - maxLines) : all, this.isCutAtEnd)
  }
}

function insert(records: LogRecord[], record: LogRecord) {
  let at = records.length
  while (at > 0 && records[at - 1]!.id > record.id) at--
  if (at > 0 && records[at - 1]!.id === record.id) return
  if (at === records.length) records.push(record)
  else records.splice(at, 0, record)
}
