import { describe, expect, it } from 'vitest'
import { between, durationOf, everything, fittingStep, fixed, moved, parseRange, parseTime, rangeOf, showAgo, showRange, showStep, showTime } from './time'

const now = new Date(2026, 10, 26, 15, 30).getTime()
const local = (day: number, hours = 0, minutes = 0, seconds = 0) => new Date(2026, 10, day, hours, minutes, seconds).getTime()

describe('times as people type them', () => {
  it.each([
    ['now', now],
    ['15m', now - 900_000],
    ['2h ago', now - 7_200_000],
    ['14:00', local(26, 14)],
    ['yesterday 14:00', local(25, 14)],
    ['yesterday', local(25)],
    ['2026-11-01', local(1)],
    ['2026-11-01 14:03:07', local(1, 14, 3, 7)],
    ['2026-11-01T04:25:09.5Z', Date.UTC(2026, 10, 1, 4, 25, 9, 500)],
  ])('%s', (text, expected) => expect(parseTime(text, now, 'local')).toBe(expected))

  it.each([
    ['14:00', Date.UTC(2026, 10, 1, 14)],
    ['yesterday 14:00', Date.UTC(2026, 9, 31, 14)],
    ['2026-11-01 14:03:07.5', Date.UTC(2026, 10, 1, 14, 3, 7, 500)],
    ['2026-11-01T14:03', Date.UTC(2026, 10, 1, 14, 3)],
  ])('%s by the clock of UTC', (text, expected) => expect(parseTime(text, Date.UTC(2026, 10, 1, 0, 30), 'utc')).toBe(expected))

  it.each(['', 'soon', '25:00', '14:60', '2026-02-30', '15x'])('"%s" is none', text => expect(parseTime(text, now, 'local')).toBeUndefined())
})

describe('ranges', () => {
  it('reads one time, two, a length, or all', () => {
    expect(parseRange('1h', now, 'local')).toEqual({ since: '1h', until: '' })
    expect(parseRange('all', now, 'local')).toEqual(everything)
    expect(parseRange('14:00 to 15:00', now, 'local')).toEqual(rangeOf(local(26, 14), local(26, 15)))
    expect(parseRange('yesterday 14:00', now, 'local')).toEqual({ since: new Date(local(25, 14)).toISOString(), until: '' })
    expect(parseRange('15:00 to 14:00', now, 'local')).toBeUndefined()
  })

  it('has an open end where none is named', () => {
    expect(between('', '2026-11-26T15:00', now, 'utc')).toEqual({ since: '', until: '2026-11-26T15:00:00.000Z' })
    expect(between('2026-11-26T15:00', '', now, 'utc')).toEqual({ since: '2026-11-26T15:00:00.000Z', until: '' })
    expect(between('2026-11-26T15:00', '2026-11-26T15:00', now, 'utc')).toBeUndefined()
    expect(between('2026-11-26T15:00', 'soon', now, 'utc')).toBeUndefined()
  })

  it('keeps its times for somebody else', () => {
    const time = Date.UTC(2026, 10, 26, 15)
    expect(fixed({ since: '15m', until: '' }, time)).toEqual(rangeOf(time - 900_000, time))
    expect(fixed(everything, time)).toEqual(everything)
    expect(fixed({ since: '2026-11-26T15:00:00.000Z', until: '' }, time)).toEqual({ since: '2026-11-26T15:00:00.000Z', until: '' })
  })

  it('moves by its own length, and doubles', () => {
    const range = rangeOf(local(26, 10), local(26, 11))
    expect(moved(range, -1, now, 0)).toEqual(rangeOf(local(26, 9), local(26, 10)))
    expect(moved(range, 1, now, 0)).toEqual(rangeOf(local(26, 11), local(26, 12)))
    expect(moved(range, 0, now, 0)).toEqual(rangeOf(local(26, 9, 30), local(26, 11, 30)))
  })

  it('becomes live where it would reach past now', () => {
    expect(moved(rangeOf(local(26, 14, 30), local(26, 15)), 1, now, 0).until).toBe('')
  })

  it('has a name', () => {
    expect(showRange(everything, 'local')).toBe('All time')
    expect(showRange({ since: '15m', until: '' }, 'local')).toBe('Last 15m')
    expect(showRange(rangeOf(Date.UTC(2026, 10, 1, 4), Date.UTC(2026, 10, 1, 5)), 'utc')).toBe('2026-11-01 04:00:00 → 05:00:00')
  })
})

it('shows times with their day only where it is another', () => {
  const today = new Date(now).toISOString()
  expect(showTime(today, 'local', now)).toBe('15:30:00.000')
  expect(showTime('2026-11-01T04:25:09.898511Z', 'utc', now)).toBe('11-01 04:25:09.898')
  expect(showTime(today, 'relative', now + 61_000)).toBe('1 m')
})

it('knows lengths of time', () => {
  expect(durationOf('90s')).toBe(90_000)
  expect(durationOf('1x')).toBeUndefined()
  expect([1, 90, 300, 7_200, 86_400].map(showStep)).toEqual(['1s', '90s', '5m', '2h', '1d'])
  expect([1_000, 900_000, 3_600_000, 21_600_000, 604_800_000, 31_536_000_000].map(fittingStep).map(showStep)).toEqual(['1s', '15s', '1m', '10m', '3h', '7d'])
  expect([5_000, 720_000, 18_000_000, 172_800_000].map(showAgo)).toEqual(['5 s', '12 m', '5 h', '2 d'])
})
