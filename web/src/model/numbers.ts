/** `402`, `9.1k`, `2.3M`. */
export function showCount(count: number): string {
  if (count < 10_000) return count.toLocaleString('en')
  if (count < 1_000_000) return `${(count / 1_000).toFixed(count < 100_000 ? 1 : 0)}k`
  return `${(count / 1_000_000).toFixed(count < 100_000_000 ? 1 : 0)}M`
}

/** `512 B`, `4.0 kB`, `1.0 MB`. */
export function showBytes(bytes: number): string {
  if (bytes < 1_024) return `${bytes} B`
  if (bytes < 1_048_576) return `${(bytes / 1_024).toFixed(1)} kB`
  return `${(bytes / 1_048_576).toFixed(1)} MB`
}

export const showShare = (share: number) => (share >= 0.1 ? `${Math.round(share * 100)} %` : share >= 0.001 ? `${(share * 100).toFixed(1)} %` : '< 0.1 %')
