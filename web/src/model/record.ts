/** A record as the service sends it. */
export interface LogRecord {
  /** Unique, ordered by event time; the part behind the dash counts arrivals. */
  id: string
  /** ISO 8601, UTC. */
  timestamp: string
  level: Level
  message: string
  service?: string
  container_name?: string
  container_id?: string
  image?: string
  stream?: string
  project?: string
  host?: string
  metadata?: Record<string, unknown>
  /** The line was longer than 1 MiB. */
  truncated?: boolean
  /** Not a line: it says which lines are missing. */
  gap?: boolean
  /** Not a line: the container was started or stopped, paused or renamed. */
  lifecycle?: boolean
}

export const levels = ['TRACE', 'DEBUG', 'INFO', 'WARNING', 'ERROR', 'CRITICAL'] as const

export type Level = (typeof levels)[number]

export const isError = (level: string) => level === 'ERROR' || level === 'CRITICAL'

/** Arrivals are counted in hexadecimal digits of one length, so they compare as text. */
export const arrivalOf = (id: string) => id.slice(id.indexOf('-') + 1)

const lifecycleSymbols: Record<string, string> = { start: '▶', recreate: '↻', stop: '■', pause: '‖', unpause: '▷', rename: '✎' }

/** Stands before the text of a record that says what happened to a container. */
export const lifecycleSymbol = (record: LogRecord) => lifecycleSymbols[(record.metadata?.['lifecycle'] as { event?: string } | undefined)?.event ?? ''] ?? '●'

export const sourceOf = (record: LogRecord) => record.container_name || record.service || ''

/** Nested objects with their keys joined by dots, as the query language names them. */
export function flatten(metadata: Record<string, unknown> | undefined, prefix = ''): [name: string, value: unknown][] {
  const fields: [string, unknown][] = []
  for (const [key, value] of Object.entries(metadata ?? {})) {
    if (value !== null && typeof value === 'object' && !Array.isArray(value)) fields.push(...flatten(value as Record<string, unknown>, `${prefix}${key}.`))
    else fields.push([prefix + key, value])
  }
  return fields
}

/** All that is said of a record but its time and message, by the names of the query language. */
export const fieldsOf = (record: LogRecord): [name: string, value: unknown][] => [
  ['level', record.level],
  ...(['service', 'container_name', 'stream', 'project', 'host', 'image', 'container_id'] as const)
    .filter(name => record[name])
    .map(name => [name === 'container_name' ? 'container' : name, record[name]] as [string, unknown]),
  ...flatten(record.metadata),
]

export const textOf = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value) ?? '')
