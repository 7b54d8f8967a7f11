import { signal } from '@preact/signals'
import { readContainers, readHealth, readHistogram, type Container, type Filter, type Health, type Histogram } from '../api/client'
import { withTerm, withValues } from '../model/query'
import { levels, type Level, type LogRecord } from '../model/record'
import { lineFilter } from './view'

/** Lines of the search by level, over time. */
export const histogram = signal<Histogram | undefined>(undefined)

/** Lines of the search by level; chips that are off count too. */
export const levelCounts = signal<Partial<Record<Level, number>>>({})

export const containers = signal<Container[]>([])

/** How often something happened around a time, ms since the epoch. */
export interface Mark {
  time: number
  count: number
}

/** When lines are missing, as far as that is known. */
export const gaps = signal<Mark[]>([])

/** When containers were started or stopped, paused or renamed. */
export const lifecycle = signal<Mark[]>([])

/** Of each container in the range: lines over time, and errors. */
export const activity = signal<Map<string, { trend: number[]; errors: number }>>(new Map())

export const health = signal<Health | undefined>(undefined)

/** The service does not answer. */
export const isUnreachable = signal(false)

/** Time, for what counts from now. */
export const now = signal(Date.now())

/** Rises now and then while what is looked at has no end: what was counted is counted again. */
export const refreshes = signal(0)

const trendSteps = 24
const linesMs = 250
/** Who does not answer for so long is taken for not there. */
const patienceMs = 8_000
let isAsking = false
let running = new AbortController()

/**
 * Counts what the search finds, over time and by container.
 *
 * @param lines The reader waits for these: counting, which takes the service all its processors, begins once they are there, or where they are slow.
 */
export async function loadOverview(lines?: Promise<void>) {
  running.abort()
  running = new AbortController()
  const { signal } = running
  if (lines) await Promise.race([lines, new Promise(resolve => setTimeout(resolve, linesMs))])
  if (signal.aborted) return
  const wanted = lineFilter.peek()
  const everyLevel = { ...wanted, query: withValues(wanted.query, 'level', []) }
  const all = { query: '', range: wanted.range }
  await Promise.all([
    quietly(async () => {
      // Without a level in the search both are the same question.
      const isSame = everyLevel.query === wanted.query
      const [read, ofEveryLevel] = await Promise.all([readHistogram(wanted, 'level', signal), isSame ? undefined : readHistogram(everyLevel, 'level', signal)])
      histogram.value = read
      levelCounts.value = countsOf(ofEveryLevel ?? read)
    }),
    quietly(async () => void (gaps.value = await readMarks(wanted, 'is:gap', signal))),
    quietly(async () => void (lifecycle.value = await readMarks(wanted, 'is:lifecycle', signal))),
    quietly(async () => {
      const [lines, errors] = await Promise.all([
        readHistogram(all, 'container', signal),
        readHistogram({ ...all, query: withTerm('', 'level:>=error') }, 'container', signal),
      ])
      activity.value = activityOf(lines, errors)
    }),
  ])
}

/** In the middle of each step that has such a record. */
async function readMarks(wanted: Filter, term: string, signal: AbortSignal): Promise<Mark[]> {
  const read = await readHistogram({ ...wanted, query: withTerm(wanted.query, term) }, 'level', signal)
  return read.buckets.map(bucket => ({ time: Date.parse(bucket.time) + read.step_seconds * 500, count: bucket.total }))
}

function countsOf(read: Histogram) {
  const counts: Partial<Record<Level, number>> = {}
  for (const bucket of read.buckets) {
    for (const level of levels) if (bucket.counts[level]) counts[level] = (counts[level] ?? 0) + bucket.counts[level]!
  }
  return counts
}

function activityOf(lines: Histogram, errors: Histogram) {
  const result = new Map<string, { trend: number[]; errors: number }>()
  const first = Date.parse(lines.buckets[0]?.time ?? '')
  const last = Date.parse(lines.buckets[lines.buckets.length - 1]?.time ?? '')
  const of = (name: string) => {
    const known = result.get(name) ?? { trend: new Array<number>(trendSteps).fill(0), errors: 0 }
    result.set(name, known)
    return known
  }
  for (const bucket of lines.buckets) {
    const at = last > first ? Math.min(trendSteps - 1, Math.floor(((Date.parse(bucket.time) - first) / (last - first)) * trendSteps)) : trendSteps - 1
    for (const [name, count] of Object.entries(bucket.counts)) of(name).trend[at]! += count
  }
  for (const bucket of errors.buckets) for (const [name, count] of Object.entries(bucket.counts)) of(name).errors += count
  return result
}

/** Live lines count at once; the service is asked again now and then. */
export function countLive(records: readonly LogRecord[]) {
  const counts = { ...levelCounts.peek() }
  for (const record of records) counts[record.level] = (counts[record.level] ?? 0) + 1
  levelCounts.value = counts
}

export async function loadContainers() {
  if (isAsking) return
  isAsking = true
  await quietly(async () => {
    const patience = AbortSignal.timeout(patienceMs)
    const [known, state] = await Promise.all([readContainers(patience), readHealth(patience)])
    containers.value = known.containers
    health.value = state
    isUnreachable.value = false
  }, () => (isUnreachable.value = true))
  isAsking = false
}

/** What is missing here is not in the way of reading logs: the next time it may work. */
async function quietly(work: () => Promise<void>, otherwise?: () => void) {
  try {
    await work()
  } catch {
    otherwise?.()
  }
}
