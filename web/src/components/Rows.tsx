import { elementScroll, observeElementOffset, observeElementRect, Virtualizer } from '@tanstack/virtual-core'
import { useSignalEffect } from '@preact/signals'
import type { ComponentProps } from 'preact'
import { useCallback, useLayoutEffect, useMemo, useReducer, useRef, useState } from 'preact/hooks'
import { forgetHeights } from '../model/heights'
import { maxLines } from '../model/lines'
import { Places } from '../model/places'
import { marksOf } from '../model/query'
import { dropped, failure, hasOlder, indexOf, isFollowing, isLoading, lines, live, loadDropped, loadNewer, loadOlder, pause, resume, select, unseen } from '../state/logs'
import { now } from '../state/overview'
import { change, settings } from '../state/settings'
import { view } from '../state/view'
import { Empty, Failed } from './Empty'
import { Row } from './Row'

type RowVirtualizer = Virtualizer<HTMLDivElement, HTMLDivElement>

const rowHeight = 22
const nearEdge = 600
const atEnd = 24

/** The lines, the newest at the bottom; only those that can be seen are in the document. */
export function Rows() {
  const scroller = useRef<HTMLDivElement>(null)
  const [, render] = useReducer((count: number) => count + 1, 0)
  const [unfolded, setUnfolded] = useState<ReadonlySet<string>>(new Set())
  const { records } = lines.value
  const { wrap, clock, columns, showsMetadata } = settings.value
  const marks = useMemo(() => marksOf(view.value.query), [view.value.query])
  // All lines are measured again where this is another function.
  const keyOf = useCallback((i: number) => records[i]?.id ?? i, [records])
  const virtualizer = useVirtualizer(scroller, records.length, keyOf, () => render(undefined))
  const [places] = useState(() => new Places())
  const lastTop = useRef(0)
  const isByHand = useRef(false)
  const scrollTo = (top: number) => {
    const element = scroller.current
    // A list that is taken away is told of its last size.
    if (!element) return
    element.scrollTop = top
    lastTop.current = element.scrollTop
  }
  useAnchor(scroller, virtualizer, scrollTo, isByHand)
  useEnd(scroller, virtualizer, scrollTo, records.length === 0)
  useLayoutEffect(() => forgetHeights(virtualizer.itemSizeCache, () => records.map(record => record.id), 2 * maxLines), [records])

  // Who comes back from another view is at the end again, unless a line is open.
  useLayoutEffect(() => {
    if (view.peek().id === '') resume()
  }, [])

  // Where the page itself went, nobody scrolled: its event may come after a pause, and where it shows a line that was opened it may come to the end.
  const byHand = () => void (isByHand.current = true)
  const onScroll = () => {
    const { scrollTop, scrollHeight, clientHeight } = scroller.current!
    const moved = scrollTop - lastTop.current
    const below = scrollHeight - scrollTop - clientHeight
    lastTop.current = scrollTop
    if (moved < -1 && below > atEnd && isFollowing.peek()) pause()
    else if (moved > 0 && below <= atEnd && isByHand.current && !isFollowing.peek() && !lines.peek().isCutAtEnd) resume()
    if (scrollTop < nearEdge) void loadOlder()
    if (below < nearEdge) void loadNewer()
  }

  const fold = useCallback((id: string) => setUnfolded(before => {
    const next = new Set(before)
    if (!next.delete(id)) next.add(id)
    return next
  }), [])

  if (records.length === 0 && !isLoading.value) return failure.value ? <Failed failure={failure.value} /> : <Empty />
  const items = virtualizer.getVirtualItems().filter(item => records[item.index])
  const elements = places.of(items.map(item => records[item.index]!.id))
  return (
    <div class={`rows ${wrap ? 'is-wrapped' : ''}`} aria-busy={isLoading.value}>
      {dropped.value > 0 ? <div class="dropped" role="status">This page was too slow for {dropped.value.toLocaleString('en')} lines. They are stored: <button onClick={loadDropped}>show the newest</button></div> : null}
      {columns.length > 0 ? <Columns columns={columns} /> : null}
      <div class="scroller" ref={scroller} onScroll={onScroll} onWheel={byHand} onPointerDown={byHand} onTouchMove={byHand} onKeyDown={byHand} tabIndex={0} role="region" aria-label="Log lines">
        {hasOlder.value ? <div class="edge dim">Reading older lines…</div> : <div class={`edge dim ${records.length === 0 ? 'is-late' : ''}`}>{records.length === 0 ? 'Searching…' : view.value.query === '' && view.value.range.since === '' ? 'This is where the logs begin.' : 'Nothing earlier matches.'}</div>}
        <div class="lines" style={{ height: `${virtualizer.getTotalSize()}px` }}>
          <div class="window" role="list" style={{ transform: `translateY(${items[0]?.start ?? 0}px)` }}>
            {items.map((item, i) => {
              const record = records[item.index]!
              return <Line key={elements[i]} virtualizer={virtualizer} index={item.index} record={record} marks={marks} clock={clock} now={clock === 'relative' ? now.value : 0} columns={columns} showsMetadata={showsMetadata} isOpen={view.value.id === record.id} isUnfolded={unfolded.has(record.id)} fold={fold} />
            })}
          </div>
        </div>
      </div>
      {!isFollowing.value && (live.value !== 'off' || lines.value.isCutAtEnd) ? <button class="resume" onClick={resume}>⇣ {unseen.value > 0 ? `${unseen.value.toLocaleString('en')} new` : 'Newest'}</button> : null}
    </div>
  )
}

/** Their headings, in the order in which they stand before the message. */
function Columns({ columns }: { columns: readonly string[] }) {
  return (
    <div class="columns" role="group" aria-label="Columns">
      <span class="dim">Columns</span>
      {columns.map(column => <button key={column} title={`Take the column ${column} away`} onClick={() => change({ columns: columns.filter(each => each !== column) })}>{column} <span aria-hidden="true">✕</span></button>)}
    </div>
  )
}

interface LineProps extends Omit<ComponentProps<typeof Row>, 'onOpen' | 'onFold'> {
  virtualizer: RowVirtualizer
  index: number
  fold(id: string): void
}

/** Drawn again only where something of it is another: what scrolls by stays as it is. */
function Line({ virtualizer, index, record, marks, clock, now, columns, showsMetadata, isOpen, isUnfolded, fold }: LineProps) {
  const element = useRef<HTMLDivElement>(null)
  const { id } = record
  const row = useMemo(
    () => <Row record={record} marks={marks} clock={clock} now={now} columns={columns} showsMetadata={showsMetadata} isOpen={isOpen} isUnfolded={isUnfolded} onOpen={() => select(view.peek().id === id ? '' : id)} onFold={() => fold(id)} />,
    [record, marks, clock, now, columns, showsMetadata, isOpen, isUnfolded, fold])
  // The element of another row until now is measured as a new one is.
  useLayoutEffect(() => {
    virtualizer.measureElement(element.current)
    return () => void virtualizer.elementsCache.delete(id)
  }, [virtualizer, id])
  return <div class="line" role="listitem" data-index={index} ref={element} aria-current={isOpen ? 'true' : undefined}>{row}</div>
}

function useVirtualizer(scroller: { current: HTMLDivElement | null }, count: number, keyOf: (index: number) => string | number, onChange: () => void) {
  const options = {
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: keyOf,
    overscan: 6,
    // The line on top keeps its place when others come in before it: drawn once, not there and then here.
    anchorTo: 'end' as const,
    observeElementRect,
    observeElementOffset,
    scrollToFn: elementScroll,
    onChange,
  }
  const [virtualizer] = useState(() => new Virtualizer<HTMLDivElement, HTMLDivElement>(options))
  virtualizer.setOptions(options)
  useLayoutEffect(() => virtualizer._didMount(), [virtualizer])
  useLayoutEffect(() => virtualizer._willUpdate())
  return virtualizer
}

/** The end while following, and a line that is opened. Else what the reader sees stays where it is, whatever comes in before it. */
function useAnchor(scroller: { current: HTMLDivElement | null }, virtualizer: RowVirtualizer, scrollTo: (top: number) => void, isByHand: { current: boolean }) {
  useLayoutEffect(() => {
    const { records } = lines.value
    if (!scroller.current || records.length === 0 || !isFollowing.value) return
    virtualizer.scrollToIndex(records.length - 1, { align: 'end' })
    scrollTo(scroller.current.scrollHeight)
  }, [lines.value, isFollowing.value])

  // A line that is opened by a key, a link or a jump comes into view.
  useSignalEffect(() => {
    const { id } = view.value
    const at = id === '' ? -1 : indexOf(id)
    if (lines.value.records.length === 0 || at < 0 || !scroller.current) return
    const [top, height] = [scroller.current.scrollTop, scroller.current.clientHeight]
    const measured = virtualizer.measurementsCache[at]
    if (shown.current === id && measured) return
    shown.current = id
    if (measured && measured.start >= top && measured.end <= top + height - rowHeight) return
    pause()
    isByHand.current = false
    virtualizer.scrollToIndex(at, { align: 'center' })
  })
  const shown = useRef('')
}

/** The end while following, else the open line, stays in view though what is above the lines grows or the window shrinks. */
function useEnd(scroller: { current: HTMLDivElement | null }, virtualizer: RowVirtualizer, scrollTo: (top: number) => void, isEmpty: boolean) {
  useLayoutEffect(() => {
    const element = scroller.current
    if (!element) return
    let before = element.clientHeight
    const observer = new ResizeObserver(() => {
      if (isFollowing.peek()) scrollTo(element.scrollHeight)
      else {
        const hidden = hiddenOfOpen(element, virtualizer, before)
        if (hidden > 0) scrollTo(element.scrollTop + hidden)
      }
      before = element.clientHeight
    })
    observer.observe(element)
    for (const child of element.children) observer.observe(child)
    return () => observer.disconnect()
  }, [isEmpty])
}

/** How much of the open line is below the edge; 0 where it was not in view before: who scrolled away from it is not brought back. */
function hiddenOfOpen(element: HTMLElement, virtualizer: RowVirtualizer, heightBefore: number): number {
  const open = virtualizer.measurementsCache[indexOf(view.peek().id)]
  if (!open) return 0
  const end = element.querySelector('.lines')!.getBoundingClientRect().top + open.end - element.getBoundingClientRect().top
  return end > element.clientHeight && end <= heightBefore + 1 ? end - element.clientHeight : 0
}
