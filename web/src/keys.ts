import { everything } from './model/time'
import { helpIsOpen } from './components/Help'
import { openPalette } from './components/Palette'
import { focusSearch } from './components/SearchBox'
import { isFollowing, lines, load, pause, resume, select, step, stepToError } from './state/logs'
import { change, coverNothing, settings, toggleSidebar } from './state/settings'
import { copyLink } from './state/share'
import { lineFilter, navigate, view } from './state/view'

interface Key {
  label: string
  meaning: string
  names: readonly string[]
  run(): void
}

/** Everything a key does; `?` shows this list. */
export const keys: readonly Key[] = [
  { label: '/', names: ['/'], meaning: 'search', run: focusSearch },
  { label: 'Space', names: [' '], meaning: 'pause or resume', run: () => (isFollowing.peek() ? pause() : resume()) },
  { label: 'j', names: ['j'], meaning: 'next line', run: () => step(1) },
  { label: 'k', names: ['k'], meaning: 'previous line', run: () => step(-1) },
  { label: 'e', names: ['e'], meaning: 'next error', run: () => void stepToError(1) },
  { label: 'E', names: ['E'], meaning: 'previous error', run: () => void stepToError(-1) },
  { label: 'Enter', names: ['Enter'], meaning: 'open the newest line, or close the open one', run: toggleDetail },
  { label: 'c', names: ['c'], meaning: 'lines around the open one, of all containers', run: showAround },
  { label: 'y', names: ['y'], meaning: 'copy a link to the open line, or to this view', run: copyLink },
  { label: 'g', names: ['g'], meaning: 'first line on screen', run: () => selectAt(0) },
  { label: 'G', names: ['G'], meaning: 'newest line, and follow', run: () => { navigate({ id: '' }); resume() } },
  { label: 'w', names: ['w'], meaning: 'wrap lines', run: () => change({ wrap: !settings.peek().wrap }) },
  { label: 'b', names: ['b'], meaning: 'sidebar', run: toggleSidebar },
  { label: 'p', names: ['p'], meaning: 'patterns, and back', run: () => navigate({ tab: view.peek().tab === 'patterns' ? 'logs' : 'patterns', id: '' }) },
  { label: 's', names: ['s'], meaning: 'stats, and back', run: () => navigate({ tab: view.peek().tab === 'stats' ? 'logs' : 'stats', id: '' }) },
  { label: 'Ctrl K', names: [], meaning: 'commands', run: openPalette },
  { label: 'Esc', names: ['Escape'], meaning: 'close what is open', run: () => { coverNothing(); navigate({ id: '' }) } },
  { label: '?', names: ['?'], meaning: 'this help', run: () => (helpIsOpen.value = true) },
]

export function listenToKeys() {
  const onKey = (event: KeyboardEvent) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
      event.preventDefault()
      openPalette()
      return
    }
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event)) return
    const key = keys.find(each => each.names.includes(event.key))
    if (!key) return
    event.preventDefault()
    key.run()
  }
  addEventListener('keydown', onKey)
  return () => removeEventListener('keydown', onKey)
}

/** Keys belong to what has the focus, where that takes them. */
function isTyping(event: KeyboardEvent): boolean {
  const target = event.target as HTMLElement
  if (target.closest('input, textarea, select, dialog')) return true
  return (event.key === ' ' || event.key === 'Enter') && target.closest('button, a, summary') !== null
}

function toggleDetail() {
  if (view.peek().id !== '') navigate({ id: '' })
  else selectAt(lines.peek().records.length - 1)
}

function selectAt(index: number) {
  const record = lines.peek().records[index]
  if (record) select(record.id)
}

function showAround() {
  if (view.peek().id === '') return
  const before = lineFilter.peek()
  navigate({ query: '', range: everything })
  // Another search is read by itself.
  if (lineFilter.peek() === before) void load()
}
