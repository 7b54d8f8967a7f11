import type { Completion } from './completion'
import { settings } from './settings'

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

/** Searches that were saved, and those that were made before. */
export function rememberedLike(text: string): Completion[] {
  const typed = text.trim().toLowerCase()
  const isLike = (written: string) => written.toLowerCase().includes(typed)
  const saved = settings.peek().searches.filter(each => each.query !== text && (isLike(each.name) || isLike(each.query))).slice(0, shown)
  const before = known().filter(query => query !== text && isLike(query) && saved.every(each => each.query !== query)).slice(0, shown)
  return [
    ...saved.map(({ name, query }) => ({ label: name, hint: 'saved search', query, caret: query.length, isWhole: true })),
    ...before.map(query => ({ label: query, hint: 'searched before', query, caret: query.length, isWhole: true })),
  ]
}
