import { useMemo } from 'preact/hooks'

/** A small graph of counts over time; drawn again only for other counts. */
export function Spark({ counts, label, width = 64, height = 14 }: { counts: readonly number[]; label: string; width?: number; height?: number }) {
  return useMemo(() => <Bars counts={counts} label={label} width={width} height={height} />, [counts])
}

function Bars({ counts, label, width, height }: { counts: readonly number[]; label: string; width: number; height: number }) {
  const most = Math.max(...counts, 1)
  const step = width / Math.max(counts.length, 1)
  return (
    <svg class="spark" width={width} height={height} role="img" aria-label={label}>
      {counts.map((count, i) => {
        const bar = count === 0 ? 0 : Math.max(1, (count / most) * height)
        return <rect key={i} x={i * step} y={height - bar} width={Math.max(step - 0.6, 0.5)} height={bar} />
      })}
    </svg>
  )
}
