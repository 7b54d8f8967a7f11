import type { Completion } from './completion'

const key = 'searches'
const kept = 50
const shown = 4

const known = (): string[] => {
  try {
    return (JSON.parse(localStorage.getItem(key) ?? '[]') as unknown[]).filter(each => typeof each === 'string')
  } catch {
    return []
  }
}

/** Searches that were made in this browser, the newest first. */
export function remember(query: string) {
  if (query === '') return
  localStorage.setItem(key, JSON.stringify([query, ...known().filter(each => each !== query)].slice(0, kept)))
}

export function rememberedLike(text: string): Completion[] {
  return known()
    .filter(query => query !== text && query.toLowerCase().startsWith(text.trim().toLowerCase()))
    .slice(0, shown)
    .map(query => ({ label: query, hint: 'searched before', query, caret: query.length, isWhole: true }))
}
