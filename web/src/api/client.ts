import type { Level, LogRecord } from '../model/record'
import { type Range } from '../model/time'

/** The service refused a request, and says in a sentence why. */
export class ApiError extends Error {
  readonly status: number
  /** Where the query goes wrong, in characters from 1. */
  readonly position: number | undefined

  constructor(status: number, message: string, position?: number) {
    super(message)
    this.status = status
    this.position = position
  }
}

/** What to tell of a failure. */
export const sentenceOf = (error: unknown) => (error instanceof ApiError ? error.message : 'The service does not answer.')

export interface Filter {
  query: string
  range: Range
}

export interface Container {
  container_name: string
  container_id: string
  image: string
  project: string
  service: string
  host: string
  state: string
  running: boolean
  lines: number
  errors: number
  last_line: string | null
}

export interface Bucket {
  time: string
  total: number
  counts: Record<string, number>
}

export interface Histogram {
  step_seconds: number
  buckets: Bucket[]
}

export interface Pattern {
  pattern: string
  level: Level
  count: number
  share: number
  first: string
  last: string
  trend: number[]
  example: string
}

export interface Table {
  columns: string[]
  rows: (string | number | boolean | null)[][]
}

export interface Answer {
  partial: boolean
  notes: string[]
}

export interface Health {
  status: 'healthy' | 'degraded' | 'unhealthy'
  version: string
  checks: { name: string; status: string; detail: string }[]
}

const againMs = 300

type Values = Record<string, string | number | undefined>

const filterValues = (filter: Filter): Values => ({ q: filter.query || undefined, since: filter.range.since || undefined, until: filter.range.until || undefined })

export function addressOf(path: string, values: Values = {}): string {
  const params = new URLSearchParams()
  for (const [name, value] of Object.entries(values)) if (value !== undefined) params.set(name, String(value))
  const text = params.toString()
  return text === '' ? path : `${path}?${text}`
}

async function get<T>(path: string, values: Values = {}, signal?: AbortSignal): Promise<T> {
  const response = await ask(addressOf(path, values), { headers: { accept: 'application/json' }, ...(signal ? { signal } : {}) })
  if (!response.ok) throw await errorOf(response)
  return (await response.json()) as T
}

/** A browser ends all requests when a network comes or goes, as it does where a container starts on the same machine: those are asked once more. */
async function ask(address: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(address, init)
  } catch (error) {
    if (init.signal?.aborted) throw error
    await new Promise(resolve => setTimeout(resolve, againMs))
    return fetch(address, init)
  }
}

async function errorOf(response: Response): Promise<ApiError> {
  try {
    const problem = (await response.json()) as { detail?: string; title?: string; position?: number }
    return new ApiError(response.status, problem.detail ?? problem.title ?? response.statusText, problem.position)
  } catch {
    return new ApiError(response.status, `The service answered ${response.status} ${response.statusText}.`)
  }
}

export interface LogsPage {
  logs: LogRecord[]
  next_cursor: string | null
}

/** From the cursor on, away from it in that order. */
export const readLogs = (filter: Filter, limit: number, order: 'newest' | 'oldest', cursor?: string, signal?: AbortSignal) =>
  get<LogsPage>('/logs', { ...filterValues(filter), limit, order, cursor }, signal)

export const readContext = (id: string, count: number, scope: 'container' | 'all', signal?: AbortSignal) =>
  get<{ logs: LogRecord[]; index: number }>('/logs/context', { id, before: count, after: count, scope }, signal)

export async function readRecord(id: string, signal?: AbortSignal): Promise<LogRecord | undefined> {
  const { logs, index } = await get<{ logs: LogRecord[]; index: number }>('/logs/context', { id, before: 0, after: 0 }, signal)
  return logs[index]
}

export const readHistogram = (filter: Filter, by: string, signal?: AbortSignal) =>
  get<Histogram & Answer>('/logs/histogram', { ...filterValues(filter), by, step: 'auto' }, signal)

export const readFacet = (filter: Filter, field: string, values: number, signal?: AbortSignal) =>
  get<{ total: number; facets: Record<string, { value: string | number | null; count: number }[]> }>(
    '/logs/facets', { ...filterValues(filter), fields: field, values }, signal)

export const readPatterns = (filter: Filter, signal?: AbortSignal) =>
  get<{ patterns: Pattern[] } & Answer>('/logs/patterns', { ...filterValues(filter), limit: 200 }, signal)

export const runQuery = (filter: Filter, signal?: AbortSignal) =>
  get<Partial<Table> & { records?: { record: LogRecord; columns: Record<string, unknown> }[] | LogRecord[] } & Answer>('/logs/query', filterValues(filter), signal)

export const readContainers = (signal?: AbortSignal) => get<{ containers: Container[] }>('/containers', {}, signal)

export const readHealth = (signal?: AbortSignal) => get<Health>('/health', {}, signal)

export async function readRaw(id: string): Promise<string> {
  const response = await fetch(addressOf('/logs/export', { format: 'raw', q: `id:${id}` }))
  if (!response.ok) throw await errorOf(response)
  return response.text()
}

export const exportAddress = (filter: Filter, format: 'raw' | 'ndjson') => addressOf('/logs/export', { ...filterValues(filter), format })

export const tableAddress = (filter: Filter) => addressOf('/logs/query', { ...filterValues(filter), format: 'csv' })

/** What the person chose, kept by the service. The tag says which version was read. */
export async function readSettings(): Promise<{ value: Record<string, unknown>; tag: string | null }> {
  const response = await fetch('/ui/settings', { headers: { accept: 'application/json' } })
  if (!response.ok) throw await errorOf(response)
  return { value: (await response.json()) as Record<string, unknown>, tag: response.headers.get('etag') }
}

/** Fails with status 412 where somebody else wrote meanwhile. */
export async function writeSettings(value: object, tag: string | null): Promise<string | null> {
  const response = await fetch('/ui/settings', {
    method: 'PUT',
    headers: { 'content-type': 'application/json', ...(tag ? { 'if-match': tag } : {}) },
    body: JSON.stringify(value),
  })
  if (!response.ok) throw await errorOf(response)
  return response.headers.get('etag')
}
