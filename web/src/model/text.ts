import { withoutAnsi } from './ansi'
import { flatten, sourceOf, textOf, type LogRecord } from './record'

/** Records as people send them to each other: time, level, container, message and fields, one a line but for those that have several. */
export const asText = (records: readonly LogRecord[]) => records.map(record => `${lineOf(record)}\n`).join('')

function lineOf(record: LogRecord): string {
  const fields = record.gap || record.lifecycle ? [] : flatten(record.metadata).map(([name, value]) => `${name}=${textOf(value)}`)
  return [record.timestamp, record.level.padEnd(longestLevel), sourceOf(record), withoutAnsi(record.message), ...fields].join(' ')
}

const longestLevel = 'CRITICAL'.length
