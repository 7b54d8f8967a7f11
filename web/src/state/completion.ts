import { readFacet } from '../api/client'
import { quote, wordAt } from '../model/query'
import { flatten, levels } from '../model/record'
import { lines } from './logs'
import { containers } from './overview'
import { view } from './view'

export interface Completion {
  label: string
  hint: string
  /** The whole query with it. */
  query: string
  caret: number
  /** It is searched at once. */
  isWhole?: boolean
}

const fieldsOfAll = ['level', 'container', 'service', 'message', 'project', 'host', 'image', 'stream', 'is']
const pipes = ['stats count() by ', 'stats p95(duration_ms) by ', 'top 10 ', 'uniq ', 'sort by ', 'limit ', 'fields ', 'patterns', 'extract "', 'where ']
const lookedAt = 400
const offered = 12

/** What may stand at the caret: a field's name, one of its values, or a pipe. */
export async function complete(query: string, caret: number): Promise<Completion[]> {
  const word = wordAt(query, caret)
  const put = (text: string, end = '') => {
    const start = query.slice(0, word.start)
    return { query: start + text + end + query.slice(caret).replace(/^\S*/, ''), caret: start.length + text.length + end.length }
  }
  const typed = word.text.toLowerCase()
  if (word.field !== undefined) {
    const values = await valuesOf(word.field, typed)
    return values.map(([value, count]) => ({ label: value, hint: count, ...put(quote(value), ' ') }))
  }
  const before = query.slice(0, word.start).trimEnd()
  if (before.endsWith('|')) return pipes.filter(pipe => pipe.startsWith(typed)).map(pipe => ({ label: pipe.trim(), hint: 'pipe', ...put(pipe) }))
  const names = [...fieldsOfAll, ...fieldsOnScreen()].filter(name => name.toLowerCase().startsWith(typed) && name !== word.text)
  if (typed === '') return []
  return names.slice(0, offered).map(name => ({ label: `${name}:`, hint: fieldsOfAll.includes(name) ? 'field of every line' : 'field', ...put(`${name}:`) }))
}

/** Fields of the metadata of the lines on screen, the most frequent first. */
export function fieldsOnScreen(): string[] {
  const counts = new Map<string, number>()
  const { records } = lines.peek()
  for (const record of records.slice(-lookedAt)) {
    for (const [name] of flatten(record.metadata)) counts.set(name, (counts.get(name) ?? 0) + 1)
  }
  return [...counts].sort((a, b) => b[1] - a[1]).map(([name]) => name)
}

async function valuesOf(field: string, typed: string): Promise<[value: string, hint: string][]> {
  const matches = (value: string) => value.toLowerCase().includes(typed)
  if (field === 'level') return levels.map(level => level.toLowerCase()).filter(matches).map(level => [level, 'level'])
  if (field === 'stream') return ['stdout', 'stderr'].filter(matches).map(stream => [stream, 'stream'])
  if (field === 'is') return [['gap', 'lines that are missing'], ['lifecycle', 'containers started, stopped, paused, renamed']]
  if (field === 'container') return containers.peek().map(each => each.container_name).filter(matches).slice(0, offered).map(name => [name, 'container'])
  try {
    const { facets } = await readFacet({ query: '', range: view.peek().range }, field, 50)
    const values = (facets[field] ?? []).filter(each => each.value !== null && matches(String(each.value)))
    return values.slice(0, offered).map(each => [String(each.value), each.count.toLocaleString('en')])
  } catch {
    // Without an answer nothing is offered; the person goes on typing.
    return []
  }
}
