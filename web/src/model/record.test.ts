import { expect, it } from 'vitest'
import { fieldsOf, type LogRecord } from './record'

const record: LogRecord = { id: '1-1', timestamp: '', level: 'INFO', message: 'm', container_name: 'web', stream: 'stdout', metadata: { http: { status: 200, tags: ['a'] }, user: null } }

it('names the fields of a record as the query language does', () =>
  expect(fieldsOf(record)).toEqual([['level', 'INFO'], ['container', 'web'], ['stream', 'stdout'], ['http.status', 200], ['http.tags', ['a']], ['user', null]]))
