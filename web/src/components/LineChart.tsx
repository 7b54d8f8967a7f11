import { useEffect, useRef } from 'preact/hooks'
import uPlot from 'uplot'
import type { Lines } from '../model/charts'
import { rangeOf, showDateTime } from '../model/time'
import { settings } from '../state/settings'
import { navigate } from '../state/view'

const height = 260

/** Values over time; drag to look closer. */
export function LineChart({ chart }: { chart: Lines }) {
  const element = useRef<HTMLDivElement>(null)
  const { theme, clock } = settings.value
  useEffect(() => {
    const root = element.current!
    const color = (name: string) => colorOf(root, name)
    // Nothing is said before the mouse is there.
    const showTime = (_: uPlot, seconds: number | null) => (seconds === null ? '' : showDateTime(seconds * 1_000, clock))
    const axis = { stroke: color('--dim'), grid: { stroke: color('--line'), width: 1 }, ticks: { stroke: color('--line'), width: 1 } }
    const plot = new uPlot(
      {
        width: root.clientWidth,
        height,
        ...(clock === 'utc' ? { tzDate: (seconds: number) => uPlot.tzDate(new Date(seconds * 1_000), 'Etc/UTC') } : {}),
        cursor: { drag: { x: true, y: false, setScale: false } },
        axes: [axis, { ...axis, size: 60 }],
        series: [{ value: showTime }, ...chart.series.map((each, i) => ({ label: each.name, stroke: color(`--tag-${i % 12}`), width: 1.5, spanGaps: false, points: { show: chart.times.length < 3 }, value: (_: uPlot, value: number | null) => (value === null ? '' : value.toLocaleString('en', { maximumFractionDigits: 3 })) }))],
        hooks: {
          setSelect: [
            drawn => {
              if (drawn.select.width < 4) return
              navigate({ range: rangeOf(drawn.posToVal(drawn.select.left, 'x') * 1_000, drawn.posToVal(drawn.select.left + drawn.select.width, 'x') * 1_000) })
            },
          ],
        },
      },
      [chart.times, ...chart.series.map(each => each.values)],
      root)
    const observer = new ResizeObserver(() => plot.setSize({ width: root.clientWidth, height }))
    observer.observe(root)
    return () => {
      observer.disconnect()
      plot.destroy()
    }
  }, [chart, theme, clock])
  return <div class="chart" ref={element} role="img" aria-label="Values over time; the table below has the same" />
}

/** The colour that a variable of the style sheet stands for in this theme. */
function colorOf(root: HTMLElement, name: string): string {
  const probe = document.createElement('span')
  probe.style.color = `var(${name})`
  root.append(probe)
  const { color } = getComputedStyle(probe)
  probe.remove()
  return color
}
