import { signal } from '@preact/signals'
import { useId, useMemo, useState } from 'preact/hooks'
import { exportAddress, type Container } from '../api/client'
import { onlyContainer } from '../model/choice'
import { withValues } from '../model/query'
import { everything, presets } from '../model/time'
import { isFollowing, pause, resume } from '../state/logs'
import { containers } from '../state/overview'
import { change, settings, showsSidebar, toggleSidebar } from '../state/settings'
import { copyLink, exportShown } from '../state/share'
import { lineFilter, navigate, search, view } from '../state/view'
import { Dialog } from './Dialog'
import { helpIsOpen } from './Help'
import { openSaveSearch } from './SaveSearch'

interface Command {
  name: string
  kind: string
  run(): void
  /** Takes a saved search away. */
  remove?(): void
}

const isOpen = signal(false)
const offered = 40

export const openPalette = () => (isOpen.value = true)

export const Palette = () => (isOpen.value ? <Commands onClose={() => (isOpen.value = false)} /> : null)

function Commands({ onClose }: { onClose(): void }) {
  const [typed, setTyped] = useState('')
  const [chosen, setChosen] = useState(0)
  const list = useId()
  const all = useMemo(commands, [settings.value, containers.value.length])
  const found = all.filter(command => typed.toLowerCase().split(/\s+/).every(word => `${command.kind} ${command.name}`.toLowerCase().includes(word))).slice(0, offered)
  const run = (command: Command | undefined) => {
    onClose()
    command?.run()
  }
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'Enter') {
      event.preventDefault()
      run(found[chosen])
    }
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
    event.preventDefault()
    setChosen((chosen + (event.key === 'ArrowDown' ? 1 : -1) + found.length) % Math.max(found.length, 1))
  }
  return (
    <Dialog label="Commands" onClose={onClose}>
      <div class="palette">
        <input
          autofocus placeholder="A container, a saved search, a command" aria-label="Command" role="combobox" aria-expanded="true" aria-controls={list} aria-activedescendant={found.length > 0 ? `${list}-${chosen}` : undefined}
          value={typed} onInput={event => { setTyped(event.currentTarget.value); setChosen(0) }} onKeyDown={onKey}
        />
        <ul id={list} role="listbox" aria-label="Commands">
          {found.map((command, i) => (
            <li key={command.kind + command.name} id={`${list}-${i}`} role="option" aria-selected={i === chosen} class={i === chosen ? 'is-chosen' : ''} onClick={() => run(command)}>
              <span class="hint">{command.kind}</span> {command.name}
              {command.remove ? <button class="icon-button" tabIndex={-1} aria-label={`Remove ${command.name}`} onClick={event => { event.stopPropagation(); command.remove!() }}>✕</button> : null}
            </li>
          ))}
        </ul>
      </div>
    </Dialog>
  )
}

/** Each once, though it was made anew. */
const namesOf = (known: readonly Container[]) => [...new Set(known.map(each => each.container_name))]

const toggles: [key: 'wrap' | 'showsMetadata', name: string][] = [['wrap', 'Wrap lines'], ['showsMetadata', 'Show metadata']]

function commands(): Command[] {
  const { searches, columns } = settings.peek()
  return [
    ...searches.map(saved => ({
      name: saved.name,
      kind: 'saved search',
      run: () => navigate({ query: saved.query, range: { since: saved.since, until: '' }, id: '' }),
      remove: () => change({ searches: settings.peek().searches.filter(each => each.name !== saved.name) }),
    })),
    ...namesOf(containers.peek()).map(name => ({ name, kind: 'container', run: () => search(onlyContainer(view.peek().query, name, containers.peek())) })),
    { name: 'Save this search', kind: 'command', run: openSaveSearch },
    { name: 'Only errors', kind: 'command', run: () => search(withValues(view.peek().query, 'level', ['error', 'critical'])) },
    { name: 'Patterns', kind: 'command', run: () => navigate({ tab: 'patterns', id: '' }) },
    { name: 'Stats', kind: 'command', run: () => navigate({ tab: 'stats', id: '' }) },
    { name: 'Clear the search', kind: 'command', run: () => search('') },
    { name: isFollowing.peek() ? 'Pause' : 'Resume', kind: 'command', run: isFollowing.peek() ? pause : resume },
    { name: 'Copy a link to this', kind: 'command', run: copyLink },
    { name: 'Export the lines on this page', kind: 'command', run: exportShown },
    { name: 'Export all that match as NDJSON', kind: 'command', run: () => location.assign(exportAddress(lineFilter.peek(), 'ndjson')) },
    { name: 'Export the raw lines', kind: 'command', run: () => location.assign(exportAddress(lineFilter.peek(), 'raw')) },
    ...presets.map(preset => ({ name: `Last ${preset}`, kind: 'time', run: () => navigate({ range: { since: preset, until: '' }, id: '' }) })),
    { name: 'All time', kind: 'time', run: () => navigate({ range: everything, id: '' }) },
    ...toggles.map(([key, name]) => ({ name: `${name}: ${settings.peek()[key] ? 'off' : 'on'}`, kind: 'setting', run: () => change({ [key]: !settings.peek()[key] }) })),
    { name: `Show the sidebar: ${showsSidebar.peek() ? 'off' : 'on'}`, kind: 'setting', run: toggleSidebar },
    ...(['local', 'utc', 'relative'] as const).map(clock => ({ name: `Times: ${clock}`, kind: 'setting', run: () => change({ clock }) })),
    ...(['system', 'dark', 'light'] as const).map(theme => ({ name: `Theme: ${theme}`, kind: 'setting', run: () => change({ theme }) })),
    ...columns.map(column => ({ name: `Remove column ${column}`, kind: 'setting', run: () => change({ columns: settings.peek().columns.filter(each => each !== column) }) })),
    { name: 'Help', kind: 'command', run: () => void (helpIsOpen.value = true) },
  ]
}
