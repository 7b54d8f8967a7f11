import { describe, expect, it } from 'vitest'
import { Lines, maxLines } from './lines'
import type { LogRecord } from './record'

const record = (time: number, arrival: number): LogRecord => ({
  id: `${time.toString(16).padStart(16, '0')}-${arrival.toString(16).padStart(12, '0')}`,
  timestamp: new Date(time).toISOString(),
  level: 'INFO',
  message: `${time}`,
})
const times = (lines: Lines) => lines.records.map(each => Number(each.message))

describe('Lines', () => {
  it('puts live records at the end, each once', () => {
    const lines = new Lines([record(1, 1), record(2, 2)]).withLive([record(2, 2), record(3, 3)])
    expect(times(lines)).toEqual([1, 2, 3])
    expect(lines.withLive([record(3, 3)])).toBe(lines)
  })

  it('puts a late record where its time is', () => {
    const lines = new Lines([record(1, 1), record(5, 2)]).withLive([record(3, 3)])
    expect(times(lines)).toEqual([1, 3, 5])
    expect(lines.lastArrived).toBe(record(3, 3).id)
  })

  it('puts history in front, without what it has', () => {
    expect(times(new Lines([record(3, 3)]).withOlder([record(1, 1), record(2, 2), record(3, 3)]))).toEqual([1, 2, 3])
  })

  it('lets go of the oldest where live records are too many', () => {
    const many = Array.from({ length: maxLines }, (_, i) => record(i + 1, i + 1))
    const lines = new Lines(many).withLive([record(maxLines + 1, maxLines + 1)])
    expect(lines.records.length).toBe(maxLines)
    expect(times(lines)[0]).toBe(2)
    expect(lines.isCutAtEnd).toBe(false)
  })

  it('lets go of the newest where history is too much, and knows it', () => {
    const many = Array.from({ length: maxLines }, (_, i) => record(i + 10, i + 10))
    const lines = new Lines(many).withOlder([record(1, 1)])
    expect(lines.oldest?.message).toBe('1')
    expect(lines.isCutAtEnd).toBe(true)
  })
})
