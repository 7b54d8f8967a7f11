import { batch, signal } from '@preact/signals'
import { ApiError, readLogs, readRecord, type Filter } from '../api/client'
import { LiveStream, type LiveState } from '../api/live'
import { Lines } from '../model/lines'
import { withTerm } from '../model/query'
import { isError, type LogRecord } from '../model/record'
import { tell } from './notices'
import { countLive, isUnreachable } from './overview'
import { lineFilter, navigate, view } from './view'

const page = 500
const pageAround = 300

/** As many lines as the screen has place for: what is before them is read while these are looked at. */
const firstPage = () => Math.max(40, Math.ceil(innerHeight / 20))

export const lines = signal(new Lines())

/** `off` where what is looked at has an end. */
export const live = signal<LiveState | 'off'>('off')

export const isLoading = signal(false)

/** Why the search could not be done. */
export const failure = signal<ApiError | undefined>(undefined)

export const hasOlder = signal(false)

/** New lines push the view. */
export const isFollowing = signal(true)

/** Lines that came since following was paused. */
export const unseen = signal(0)

/** Lines that the service left out since the search began, because the page was too slow for them. */
export const dropped = signal(0)

let stream: LiveStream | undefined
let running = new AbortController()
let isReading = false

/** Reads the newest lines of the search, or those around the one that is open, and follows where the search has no end. */
export async function load() {
  const signal = restart()
  const wanted = lineFilter.peek()
  try {
    const id = view.peek().id
    const around = id === '' ? undefined : await readRecord(id, signal).catch(() => undefined)
    if (id !== '' && !around && !signal.aborted) tell('The line of this link is no longer kept.')
    if (around) await loadAround(around, wanted, signal)
    else await loadNewest(wanted, signal)
    if (signal.aborted) return
    failure.value = undefined
  } catch (error) {
    if (signal.aborted) return
    batch(() => {
      lines.value = new Lines()
      failure.value = asApiError(error)
      // Until it is known to answer again; then this goes on.
      if (failure.value.status === 0) isUnreachable.value = true
    })
  }
  isLoading.value = false
}

function restart(): AbortSignal {
  running.abort()
  running = new AbortController()
  stream?.close()
  stream = undefined
  batch(() => {
    isLoading.value = true
    isFollowing.value = true
    unseen.value = 0
    dropped.value = 0
    live.value = 'off'
  })
  return running.signal
}

async function loadNewest(wanted: Filter, signal: AbortSignal) {
  const read = await readLogs(wanted, firstPage(), 'newest', undefined, signal)
  if (signal.aborted) return
  show(new Lines(read.logs.reverse()), read.next_cursor)
  if (wanted.range.until === '') follow(wanted)
}

async function loadAround(record: LogRecord, wanted: Filter, signal: AbortSignal) {
  const [older, newer] = await Promise.all([
    readLogs(wanted, pageAround, 'newest', record.id, signal),
    readLogs(wanted, pageAround, 'oldest', record.id, signal),
  ])
  if (signal.aborted) return
  const isEnd = newer.next_cursor === null
  show(new Lines([...older.logs.reverse(), record, ...newer.logs], !isEnd), older.next_cursor)
  isFollowing.value = false
  if (isEnd && wanted.range.until === '') follow(wanted)
}

function show(read: Lines, cursor: string | null) {
  batch(() => {
    lines.value = read
    hasOlder.value = cursor !== null
  })
}

function follow(wanted: Filter) {
  const from = lines.peek().lastArrived
  stream = new LiveStream(wanted.query, from, {
    onRecords: add,
    onDropped: count => (dropped.value += count),
    onState: state => {
      live.value = state
      // With nothing to go on from, lines may have come between the reading and the opening.
      if (state === 'open' && from === undefined) void readAgain(wanted)
    },
  })
}

function add(records: LogRecord[]) {
  const before = lines.peek().records.length
  batch(() => {
    lines.value = lines.peek().withLive(records, !isFollowing.peek())
    hasOlder.value ||= lines.peek().isCutAtStart
    countLive(records)
    if (!isFollowing.peek()) unseen.value += Math.max(0, lines.peek().records.length - before)
  })
  stopWhereCut()
}

/** The service does not answer: a connection that hangs looks like a silent one. */
export const lose = () => stream?.reopen()

/** The service answers again, or may: goes on at once where the connection was lost, and reads what could not be read. */
export function goOn() {
  if (failure.peek()?.status === 0) void load()
  else if (live.peek() === 'lost') stream?.reopen()
}

/** What comes has no place: the end is read again by who goes there. */
function stopWhereCut() {
  if (!lines.peek().isCutAtEnd) return
  stream?.close()
  stream = undefined
  live.value = 'off'
}

async function readAgain(wanted: Filter) {
  const { signal } = running
  const read = await readLogs(wanted, page, 'newest', undefined, signal).catch(() => undefined)
  if (read && !signal.aborted) add(read.logs.reverse())
}

/** Lines that were left out are in the store: reads the newest ones. */
export function loadDropped() {
  dropped.value = 0
  void load()
}

export async function loadOlder() {
  const oldest = lines.peek().oldest
  if (isReading || !hasOlder.peek() || !oldest) return
  await read(async signal => {
    const older = await readLogs(lineFilter.peek(), page, 'newest', oldest.id, signal)
    if (signal.aborted) return
    show(lines.peek().withOlder(older.logs.reverse()), older.next_cursor)
    stopWhereCut()
  })
}

export async function loadNewer() {
  const newest = lines.peek().newest
  if (isReading || !lines.peek().isCutAtEnd || !newest) return
  await read(async signal => {
    const wanted = lineFilter.peek()
    const newer = await readLogs(wanted, page, 'oldest', newest.id, signal)
    if (signal.aborted) return
    lines.value = lines.peek().withNewer(newer.logs, newer.next_cursor === null)
    hasOlder.value ||= lines.peek().isCutAtStart
    if (newer.next_cursor === null && wanted.range.until === '' && !stream) follow(wanted)
  })
}

async function read(work: (signal: AbortSignal) => Promise<void>) {
  isReading = true
  const { signal } = running
  try {
    await work(signal)
  } catch (error) {
    if (!signal.aborted) tell((error as Error).message)
  } finally {
    isReading = false
  }
}

export function resume() {
  batch(() => {
    unseen.value = 0
    isFollowing.value = true
  })
  if (lines.peek().isCutAtEnd) {
    navigate({ id: '' })
    void load()
  }
}

export function pause() {
  isFollowing.value = false
}

/** Opens the line before or after the one that is open. */
export function step(by: 1 | -1) {
  const { records } = lines.peek()
  if (records.length === 0) return
  const at = indexOf(view.peek().id)
  const next = at < 0 ? records.length - 1 : Math.min(records.length - 1, Math.max(0, at + by))
  select(records[next]!.id)
}

/** Opens a line and lets it stay where it is; one that is not on screen is read with those around it. */
export function select(id: string) {
  navigate({ id })
  if (id === '') return
  pause()
  if (indexOf(id) < 0) void load()
}

export function indexOf(id: string): number {
  const { records } = lines.peek()
  let [low, high] = [0, records.length - 1]
  while (low <= high) {
    const middle = (low + high) >> 1
    const at = records[middle]!.id
    if (at === id) return middle
    if (at < id) low = middle + 1
    else high = middle - 1
  }
  return -1
}

/** Opens the next or the previous error, of those on screen or, before them, of all history. */
export async function stepToError(by: 1 | -1) {
  const { records } = lines.peek()
  const open = indexOf(view.peek().id)
  for (let i = (open < 0 ? records.length : open) + by; i >= 0 && i < records.length; i += by) {
    if (isError(records[i]!.level)) return select(records[i]!.id)
  }
  if (by > 0 && !lines.peek().isCutAtEnd) return tell('There is no error after this line.')
  const wanted = lineFilter.peek()
  const from = (by < 0 ? records[0] : records[records.length - 1])?.id
  const found = await readLogs({ ...wanted, query: withTerm(wanted.query, 'level:>=error') }, 1, by < 0 ? 'newest' : 'oldest', from).catch(() => undefined)
  const error = found?.logs[0]
  if (!error) return tell(by < 0 ? 'There is no error before this line.' : 'There is no error after this line.')
  select(error.id)
}

const asApiError = (error: unknown) =>
  error instanceof ApiError ? error : new ApiError(0, 'This page goes on by itself as soon as it does.')
