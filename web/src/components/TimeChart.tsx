import { useEffect, useRef } from 'preact/hooks'
import uPlot from 'uplot'
import { stacked, stepOf, type Lines } from '../model/charts'
import { rangeOf, showDateTime } from '../model/time'
import { settings } from '../state/settings'
import { navigate } from '../state/view'

const height = 260

const [clockTime, date] = ['{HH}:{mm}', '{YYYY}-{MM}-{DD}']

/** From the longest distance of two ticks, in seconds: what is said of each, and below it where the year, the day or the minute is another. As uPlot wants it. */
const timeLabels = [
  [365 * 86_400, '{YYYY}', null, null, null, null, null, null, 1],
  [28 * 86_400, '{YYYY}-{MM}', null, null, null, null, null, null, 1],
  [86_400, '{MM}-{DD}', '\n{YYYY}', null, null, null, null, null, 1],
  [60, clockTime, `\n${date}`, null, '\n{MM}-{DD}', null, null, null, 1],
  [1, ':{ss}', `\n${date} ${clockTime}`, null, `\n{MM}-{DD} ${clockTime}`, null, `\n${clockTime}`, null, 1],
  [0.001, ':{ss}.{fff}', `\n${date} ${clockTime}`, null, `\n{MM}-{DD} ${clockTime}`, null, `\n${clockTime}`, null, 1],
]

/** Values over time, as lines or as bars on top of each other; drag to look closer. */
export function TimeChart({ chart, isStacked }: { chart: Lines; isStacked: boolean }) {
  const element = useRef<HTMLDivElement>(null)
  const made = useRef<uPlot | null>(null)
  const { theme, clock } = settings.value
  const shown = useRef(chart)
  shown.current = chart
  const drawn = isStacked ? stacked(chart) : chart
  const names = JSON.stringify(chart.series.map(each => each.name))
  useEffect(() => {
    const root = element.current!
    const color = (name: string) => colorOf(root, name)
    // Nothing is said before the mouse is there.
    const showTime = (_: uPlot, seconds: number | null) => (seconds === null ? '' : showDateTime(seconds * 1_000, clock))
    const axis = { stroke: color('--dim'), grid: { stroke: color('--line'), width: 1 }, ticks: { stroke: color('--line'), width: 1 } }
    const valueAt = (i: number, at: number | null) => (at === null ? null : shown.current.series[i]?.values[at] ?? null)
    const plot = new uPlot(
      {
        width: root.clientWidth,
        height,
        ...(clock === 'utc' ? { tzDate: (seconds: number) => uPlot.tzDate(new Date(seconds * 1_000), 'Etc/UTC') } : {}),
        cursor: { drag: { x: true, y: false, setScale: false } },
        // A bar begins where its step does, and stands on nothing.
        ...(isStacked ? { scales: { x: { range: (_: uPlot, least: number, most: number) => [least, most + stepOf(shown.current.times)] as uPlot.Range.MinMax }, y: { range: (_: uPlot, __: number, most: number) => [0, (most || 1) * 1.05] as uPlot.Range.MinMax } } } : {}),
        axes: [{ ...axis, values: timeLabels }, { ...axis, size: 60 }],
        series: [{ value: showTime }, ...drawn.series.map((each, i) => ({
          label: each.name,
          stroke: color(`--tag-${i % 12}`),
          ...(isStacked ? { fill: color(`--tag-${i % 12}`), width: 0, paths: uPlot.paths.bars!({ size: [0.86, 80], align: 1 }), points: { show: false } } : { width: 1.5, spanGaps: false, points: { show: () => shown.current.times.length < 3 } }),
          value: (_: uPlot, __: number, ___: number, at: number | null) => valueAt(i, at)?.toLocaleString('en', { maximumFractionDigits: 3 }) ?? '',
        }))],
        hooks: {
          setSelect: [
            drawn => {
              if (drawn.select.width < 4) return
              navigate({ range: rangeOf(drawn.posToVal(drawn.select.left, 'x') * 1_000, drawn.posToVal(drawn.select.left + drawn.select.width, 'x') * 1_000) })
            },
          ],
        },
      },
      dataOf(drawn),
      root)
    made.current = plot
    const observer = new ResizeObserver(() => plot.setSize({ width: root.clientWidth, height }))
    observer.observe(root)
    return () => {
      observer.disconnect()
      plot.destroy()
    }
  }, [names, isStacked, theme, clock])
  // New values of the same series leave the mouse where it is.
  useEffect(() => made.current!.setData(dataOf(drawn)), [chart])
  return <div class="chart" ref={element} role="img" aria-label="Values over time; the table below has the same" />
}

const dataOf = (chart: Lines): uPlot.AlignedData => [chart.times, ...chart.series.map(each => each.values)]

/** The colour that a variable of the style sheet stands for in this theme. */
function colorOf(root: HTMLElement, name: string): string {
  const probe = document.createElement('span')
  probe.style.color = `var(${name})`
  root.append(probe)
  const { color } = getComputedStyle(probe)
  probe.remove()
  return color
}
