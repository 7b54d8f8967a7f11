import { useRef, useState } from 'preact/hooks'
import type { Bucket } from '../api/client'
import { levels } from '../model/record'
import { endOf, rangeOf, showDateTime, startOf } from '../model/time'
import { gaps, histogram, lifecycle, now, type Mark } from '../state/overview'
import { settings } from '../state/settings'
import { navigate, view } from '../state/view'

const height = 56
const minDrag = 4

interface Span {
  from: number
  to: number
}

/** Lines over time, stacked by level: drag to look closer, a click on a bar does, too. */
export function HistogramBar() {
  const [drag, setDrag] = useState<{ start: number; end: number } | undefined>(undefined)
  const [hover, setHover] = useState<Bucket | undefined>(undefined)
  const element = useRef<HTMLDivElement>(null)
  const read = histogram.value
  const buckets = read?.buckets ?? []
  const step = (read?.step_seconds ?? 1) * 1_000
  const span = spanOf(buckets, step)
  const most = Math.max(1, ...buckets.map(bucket => bucket.total))
  const shareAt = (event: PointerEvent) => {
    const box = element.current!.getBoundingClientRect()
    return Math.min(1, Math.max(0, (event.clientX - box.left) / box.width))
  }
  const timeAt = (share: number) => span.from + share * (span.to - span.from)
  const bucketAt = (time: number) => buckets.find(bucket => Date.parse(bucket.time) <= time && time < Date.parse(bucket.time) + step)

  const zoom = (from: number, to: number) => navigate({ range: rangeOf(from, to), id: '' })
  const end = (event: PointerEvent) => {
    if (!drag) return
    const [from, to] = [Math.min(drag.start, shareAt(event)), Math.max(drag.start, shareAt(event))]
    setDrag(undefined)
    const width = element.current!.getBoundingClientRect().width
    if ((to - from) * width >= minDrag) return zoom(timeAt(from), timeAt(to))
    const bucket = bucketAt(timeAt(to))
    if (bucket) zoom(Date.parse(bucket.time), Date.parse(bucket.time) + step)
  }

  if (buckets.length === 0) return <div class="histogram is-empty" aria-hidden="true" />
  return (
    <div class="histogram">
      <div
        class="bars" ref={element} role="img" aria-label={`Lines over time: ${buckets.reduce((sum, bucket) => sum + bucket.total, 0)} in ${buckets.length} steps. ${gaps.value.length > 0 ? 'Lines are missing where it is marked. ' : ''}${lifecycle.value.length > 0 ? 'Something happened to containers at the short marks. ' : ''}Drag to look closer.`}
        onPointerDown={event => {
          element.current!.setPointerCapture(event.pointerId)
          setDrag({ start: shareAt(event), end: shareAt(event) })
        }}
        onPointerMove={event => {
          const share = shareAt(event)
          setHover(bucketAt(timeAt(share)))
          if (drag) setDrag({ ...drag, end: share })
        }}
        onPointerUp={end}
        onPointerLeave={() => setHover(undefined)}
      >
        <svg width="100%" height={height} viewBox={`0 0 1000 ${height}`} preserveAspectRatio="none" aria-hidden="true">
          {buckets.map(bucket => (
            <Bar key={bucket.time} bucket={bucket} x={((Date.parse(bucket.time) - span.from) / (span.to - span.from)) * 1000} width={(step / (span.to - span.from)) * 1000} most={most} />
          ))}
          <Marks kind="gap-mark" marks={gaps.value} span={span} width={3} height={height} />
          <Marks kind="lifecycle-mark" marks={lifecycle.value} span={span} width={2} height={7} />
          {drag ? <rect class="brush" x={Math.min(drag.start, drag.end) * 1000} width={Math.abs(drag.end - drag.start) * 1000} y={0} height={height} /> : null}
        </svg>
      </div>
      <div class="axis" aria-hidden="true">
        <span>{showDateTime(span.from, settings.value.clock)}</span>
        <span class="hovered">{hover ? describe(hover, step) : ''}</span>
        <span>{view.value.range.until === '' && span.to >= now.peek() ? 'now' : showDateTime(span.to, settings.value.clock)}</span>
      </div>
    </div>
  )
}

/** The range that is looked at; where it has no beginning, that of the lines. */
function spanOf(buckets: readonly Bucket[], step: number): Span {
  const { range } = view.value
  const first = Date.parse(buckets[0]?.time ?? '')
  const last = Date.parse(buckets[buckets.length - 1]?.time ?? '') + step
  const from = startOf(range, now.peek()) ?? first
  const to = range.until === '' && range.since === '' ? last : endOf(range, now.peek())
  return { from: Math.min(from, first), to: Math.max(to, from + 1_000) }
}

function Bar({ bucket, x, width, most }: { bucket: Bucket; x: number; width: number; most: number }) {
  let top = height
  return (
    <g>
      {levels.map(level => {
        const count = bucket.counts[level] ?? 0
        if (count === 0) return null
        const bar = Math.max((count / most) * height, 1)
        top -= bar
        return <rect key={level} class={`fill-${level.toLowerCase()}`} x={x} y={Math.max(0, top)} width={Math.max(width * 0.86, 1)} height={bar} />
      })}
    </g>
  )
}

function Marks({ kind, marks, span, width, height }: { kind: string; marks: Mark[]; span: { from: number; to: number }; width: number; height: number }) {
  const shown = marks.filter(({ time }) => time >= span.from && time <= span.to)
  return <>{shown.map(({ time }) => <rect key={time} class={kind} x={((time - span.from) / (span.to - span.from)) * 1000 - width / 2} width={width} y={0} height={height} />)}</>
}

function describe(bucket: Bucket, step: number): string {
  const from = Date.parse(bucket.time)
  const countOf = (marks: Mark[]) => marks.filter(({ time }) => time >= from && time < from + step).reduce((sum, { count }) => sum + count, 0)
  const counts = [...levels].reverse().filter(level => bucket.counts[level]).map(level => `${level} ${bucket.counts[level]!.toLocaleString('en')}`)
  const changes = countOf(lifecycle.value)
  if (changes > 0) counts.push(changes === 1 ? '1 container event' : `${changes} container events`)
  if (countOf(gaps.value) > 0) counts.push('lines are missing')
  return `${showDateTime(from, settings.value.clock)} · ${counts.join(' · ')}`
}
