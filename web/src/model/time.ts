const second = 1_000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour
const units: Record<string, number> = { s: second, m: minute, h: hour, d: day, w: 7 * day }

export const presets = ['5m', '15m', '1h', '6h', '24h', '7d'] as const

/** What is looked at. `since` is a time ago (`15m`), an ISO time, or empty for all; `until` an ISO time, or empty for now and what comes. */
export interface Range {
  since: string
  until: string
}

export const everything: Range = { since: '', until: '' }

/** Milliseconds of `90s`, `15m`, `2h`, `3d`, `1w`; undefined for anything else. */
export function durationOf(text: string): number | undefined {
  const match = /^(\d{1,6})\s*([smhdw])$/.exec(text.trim())
  return match ? Number(match[1]) * units[match[2]!]! : undefined
}

/** As the query language has it: `30s`, `5m`, `2h`, `1d`. */
export function showStep(seconds: number): string {
  for (const unit of ['d', 'h', 'm'] as const) if ((seconds * second) % units[unit]! === 0) return `${(seconds * second) / units[unit]!}${unit}`
  return `${seconds}s`
}

const steps = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 10_800, 21_600, 43_200, 86_400]
const mostSteps = 60

/** The shortest step, in seconds, of which there are not more than sixty in so much time; whole days where it is longer. */
export const fittingStep = (ms: number) => steps.find(step => ms <= step * second * mostSteps) ?? Math.ceil(ms / day / mostSteps) * (day / second)

/** When the range begins, in ms since the epoch; undefined where it has no beginning. */
export function startOf(range: Range, now: number): number | undefined {
  if (range.since === '') return undefined
  const ago = durationOf(range.since)
  return ago === undefined ? Date.parse(range.since) : now - ago
}

export const endOf = (range: Range, now: number) => (range.until === '' ? now : Date.parse(range.until))

export const rangeOf = (from: number, to: number): Range => ({ since: new Date(from).toISOString(), until: new Date(to).toISOString() })

/** The same length, one length earlier (-1) or later (1); twice as long around its middle (0). Later than now is what is live. */
export function moved(range: Range, step: -1 | 0 | 1, now: number, oldest: number): Range {
  const from = startOf(range, now) ?? oldest
  const to = endOf(range, now)
  const length = Math.max(to - from, second)
  if (step === 0) return ending(from - length / 2, to + length / 2, now)
  return ending(from + step * length, to + step * length, now)
}

function ending(from: number, to: number, now: number): Range {
  return to >= now ? { since: new Date(Math.min(from, now - second)).toISOString(), until: '' } : rangeOf(from, to)
}

/** Where the clock that people read and type times by stands. */
export type Zone = 'local' | 'utc'

/**
 * A time as people type it, by the clock of the zone: `14:00`, `yesterday 14:00`, `2026-11-01`, `2026-11-01 14:00:05`, `15m` ago, `now`, ISO
 * with a zone. Undefined if it is none.
 */
export function parseTime(text: string, now: number, zone: Zone): number | undefined {
  const words = text.trim().toLowerCase().replace(/\s+ago$/, '')
  if (words === 'now') return now
  const ago = durationOf(words)
  if (ago !== undefined) return now - ago
  const match = /^(?:(today|yesterday|\d{4}-\d{2}-\d{2})[ t]*)?(?:(\d{1,2}):(\d{2})(?::(\d{2}(?:\.\d{1,3})?))?)?$/.exec(words)
  if (!match || words === '') {
    const iso = Date.parse(text.trim())
    return Number.isNaN(iso) ? undefined : iso
  }
  const date = dayOf(match[1], now, zone)
  const [hours, minutes, seconds] = [Number(match[2] ?? 0), Number(match[3] ?? 0), Number(match[4] ?? 0)]
  if (date === undefined || hours > 23 || minutes > 59 || seconds >= 60) return undefined
  return at(zone, date, hours, minutes, seconds)
}

type Day = readonly [year: number, month: number, dayOfMonth: number]

function at(zone: Zone, [year, month, dayOfMonth]: Day, hours: number, minutes: number, seconds: number): number {
  const [whole, ms] = [Math.floor(seconds), Math.round((seconds % 1) * 1_000)]
  return zone === 'utc' ? Date.UTC(year, month, dayOfMonth, hours, minutes, whole, ms) : new Date(year, month, dayOfMonth, hours, minutes, whole, ms).getTime()
}

function dayOf(word: string | undefined, now: number, zone: Zone): Day | undefined {
  if (word === undefined || word === 'today' || word === 'yesterday') {
    const date = new Date(now)
    const back = word === 'yesterday' ? 1 : 0
    return zone === 'utc' ? [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate() - back] : [date.getFullYear(), date.getMonth(), date.getDate() - back]
  }
  const [year, month, dayOfMonth] = word.split('-').map(Number) as [number, number, number]
  const named = new Date(Date.UTC(year, month - 1, dayOfMonth))
  return named.getUTCMonth() === month - 1 && named.getUTCDate() === dayOfMonth ? [year, month - 1, dayOfMonth] : undefined
}

/** `from … to`, `15m`, `all`, or one time: from then until now. Undefined if it is none. */
export function parseRange(text: string, now: number, zone: Zone): Range | undefined {
  const words = text.trim().toLowerCase()
  if (words === 'all' || words === '') return everything
  if (durationOf(words) !== undefined) return { since: words.replace(/\s/g, ''), until: '' }
  const [first, second, ...rest] = text.split(/\s+(?:to|until|-|–|…)\s+/)
  if (rest.length > 0) return undefined
  return between(first!, second ?? '', now, zone)
}

/** From one time to another, as people type them; empty has no beginning, or no end. Undefined where one is no time, or the end is not after the beginning. */
export function between(first: string, last: string, now: number, zone: Zone): Range | undefined {
  const [from, to] = [first, last].map(text => (text === '' ? null : parseTime(text, now, zone)))
  if (from === undefined || to === undefined || (from !== null && to !== null && to! <= from!)) return undefined
  const iso = (time: number | null) => (time === null ? '' : new Date(time).toISOString())
  return { since: iso(from!), until: iso(to!) }
}

/** The same range with times that stay the same: what is counted from now ends now. */
export function fixed(range: Range, now: number): Range {
  const ago = durationOf(range.since)
  return ago === undefined ? range : { since: new Date(now - ago).toISOString(), until: range.until || new Date(now).toISOString() }
}

export type Clock = Zone | 'relative'

export const zoneOf = (clock: Clock): Zone => (clock === 'utc' ? 'utc' : 'local')

const pad = (value: number, length = 2) => String(value).padStart(length, '0')

/** `14:03:07.118`, with the day in front where it is not today; or how long ago. */
export function showTime(iso: string, clock: Clock, now: number): string {
  const at = new Date(iso)
  if (Number.isNaN(at.getTime())) return iso
  if (clock === 'relative') return showAgo(now - at.getTime())
  const today = new Date(now)
  const utc = clock === 'utc'
  const [date, todays] = utc ? [at.toISOString().slice(0, 10), today.toISOString().slice(0, 10)] : [dateOf(at), dateOf(today)]
  const time = utc ? at.toISOString().slice(11, 23) : `${pad(at.getHours())}:${pad(at.getMinutes())}:${pad(at.getSeconds())}.${pad(at.getMilliseconds(), 3)}`
  return date === todays ? time : `${date.slice(5)} ${time}`
}

/** `2026-11-01 14:03:07` in the clock's zone. */
export function showDateTime(ms: number, clock: Clock): string {
  const at = new Date(ms)
  if (clock === 'utc') return at.toISOString().slice(0, 19).replace('T', ' ')
  return `${dateOf(at)} ${pad(at.getHours())}:${pad(at.getMinutes())}:${pad(at.getSeconds())}`
}

const dateOf = (at: Date) => `${at.getFullYear()}-${pad(at.getMonth() + 1)}-${pad(at.getDate())}`

/** `3 s`, `12 m`, `5 h`, `2 d`. */
export function showAgo(ms: number): string {
  if (ms < minute) return `${Math.max(0, Math.round(ms / second))} s`
  if (ms < hour) return `${Math.floor(ms / minute)} m`
  if (ms < 2 * day) return `${Math.floor(ms / hour)} h`
  return `${Math.floor(ms / day)} d`
}

/** What a range is called on its button. */
export function showRange(range: Range, clock: Clock): string {
  if (range.since === '' && range.until === '') return 'All time'
  if (range.until === '') return durationOf(range.since) === undefined ? `${showDateTime(Date.parse(range.since), clock)} → now` : `Last ${range.since}`
  const from = range.since === '' ? '…' : showDateTime(Date.parse(range.since), clock)
  const to = showDateTime(Date.parse(range.until), clock)
  return `${from} → ${from.slice(0, 10) === to.slice(0, 10) ? to.slice(11) : to}`
}
