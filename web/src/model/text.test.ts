import { expect, it } from 'vitest'
import type { LogRecord } from './record'
import { asText } from './text'

const of = (change: Partial<LogRecord>): LogRecord => ({ id: '1-1', timestamp: '2026-11-01T10:00:00.5Z', level: 'INFO', message: 'm', container_name: 'web', ...change })

it('writes records as lines of text', () => {
  const records = [
    of({ message: '\u001b[31mred\u001b[0m', metadata: { http: { status: 200 }, user: 'Alice Smith' } }),
    of({ level: 'CRITICAL', message: 'first\n  second' }),
    of({ message: 'web started', lifecycle: true, metadata: { lifecycle: { event: 'start' } } }),
  ]
  expect(asText(records)).toBe(
    '2026-11-01T10:00:00.5Z INFO     web red http.status=200 user=Alice Smith\n' +
    '2026-11-01T10:00:00.5Z CRITICAL web first\n  second\n' +
    '2026-11-01T10:00:00.5Z INFO     web web started\n')
})

it('writes nothing of nothing', () => expect(asText([])).toBe(''))
