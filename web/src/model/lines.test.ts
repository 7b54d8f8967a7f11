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
    const lines = new Lines([record(1, 1), record(2, 2)]).withLive([record(2, 2), record(3, 3)], false)
    expect(times(lines)).toEqual([1, 2, 3])
    expect(lines.withLive([record(3, 3)], false)).toBe(lines)
  })

  it('puts a late record where its time is', () => {
    const lines = new Lines([record(1, 1), record(5, 2)]).withLive([record(3, 3)], false)
    expect(times(lines)).toEqual([1, 3, 5])
    expect(lines.lastArrived).toBe(record(3, 3).id)
  })

  it('puts history in front, without what it has', () => {
    expect(times(new Lines([record(3, 3)]).withOlder([record(1, 1), record(2, 2), record(3, 3)]))).toEqual([1, 2, 3])
  })

  const full = new Lines(Array.from({ length: maxLines }, (_, i) => record(i + 10, i + 10)))
  const next = record(maxLines + 10, maxLines + 10)

  it('lets go of the oldest where live records are too many', () => {
    const lines = full.withLive([next], false)
    expect(lines.records.length).toBe(maxLines)
    expect([lines.oldest?.message, lines.isCutAtStart, lines.isCutAtEnd]).toEqual(['11', true, false])
  })

  it('lets go of the newest where somebody reads the older ones, and takes no more until the end was read', () => {
    const lines = full.withLive([next], true)
    expect([lines.oldest?.message, lines.newest?.id, lines.isCutAtEnd]).toEqual(['10', full.newest?.id, true])
    expect(lines.withLive([record(maxLines + 11, maxLines + 11)], false)).toBe(lines)
    expect(lines.withNewer([next], true).newest).toBe(next)
  })

  it('lets go of the newest where history is too much, and knows it', () => {
    const lines = full.withOlder([record(1, 1)])
    expect([lines.oldest?.message, lines.isCutAtEnd]).toEqual(['1', true])
  })
})
