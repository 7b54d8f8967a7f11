import { arrivalOf, type LogRecord } from './record'

/** More are not kept in the page; the service has them, and they are read again where they are looked for. */
export const maxLines = 20_000

/**
 * The records on screen, oldest first. History comes in at the front, live records at the end or, where they are late, between; none
 * twice. Immutable towards its readers: every change makes a new array.
 */
export class Lines {
  readonly records: readonly LogRecord[]
  /** There is more behind the newest one that is not here. */
  readonly isCutAtEnd: boolean
  /** There is more before the oldest one that was here once. */
  readonly isCutAtStart: boolean

  constructor(records: readonly LogRecord[] = [], isCutAtEnd = false, isCutAtStart = false) {
    this.records = records
    this.isCutAtEnd = isCutAtEnd
    this.isCutAtStart = isCutAtStart
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
    const all = [...added, ...this.records]
    return new Lines(all.slice(0, maxLines), this.isCutAtEnd || all.length > maxLines)
  }

  /** @param newer Oldest first. @param isEnd Nothing is behind them. */
  withNewer(newer: readonly LogRecord[], isEnd: boolean): Lines {
    const known = this.newest
    const all = [...this.records, ...(known === undefined ? newer : newer.filter(record => record.id > known.id))]
    return new Lines(all.slice(-maxLines), !isEnd, this.isCutAtStart || all.length > maxLines)
  }

  /**
   * @param arrived In the order of their arrival.
   * @param keepsOldest Somebody reads there: where there are too many, the newest go.
   */
  withLive(arrived: readonly LogRecord[], keepsOldest: boolean): Lines {
    if (arrived.length === 0 || this.isCutAtEnd) return this
    const all = [...this.records]
    for (const record of arrived) insert(all, record)
    if (all.length === this.records.length) return this
    if (all.length <= maxLines) return new Lines(all, false, this.isCutAtStart)
    return keepsOldest ? new Lines(all.slice(0, maxLines), true, this.isCutAtStart) : new Lines(all.slice(-maxLines), false, true)
  }
}

function insert(records: LogRecord[], record: LogRecord) {
  let at = records.length
  while (at > 0 && records[at - 1]!.id > record.id) at--
  if (at > 0 && records[at - 1]!.id === record.id) return
  if (at === records.length) records.push(record)
  else records.splice(at, 0, record)
}
