import { computed } from '@preact/signals'
import { useMemo, useState } from 'preact/hooks'
import type { Container } from '../api/client'
import { tagOf } from '../model/tags'
import { fieldTerm, toggleValue, valuesOf, withTerm, withValues } from '../model/query'
import { showCount } from '../model/numbers'
import { showAgo } from '../model/time'
import { activity, containers, health, isUnreachable, now } from '../state/overview'
import { settings } from '../state/settings'
import { search, view } from '../state/view'
import { Spark } from './Spark'

const chosenNames = computed(() => valuesOf(view.value.query, 'container'))

/** Compose projects and their containers, running and gone. A click shows only that one, Ctrl adds it, Alt leaves it out. */
export function Sidebar() {
  const [typed, setTyped] = useState('')
  if (!settings.value.sidebar) return null
  const groups = groupsOf(containers.value.filter(each => each.container_name.toLowerCase().includes(typed.toLowerCase())))
  return (
    <aside class="sidebar" aria-label="Containers">
      <div class="sidebar-top">
        <input type="search" placeholder="Filter containers" aria-label="Filter containers" value={typed} onInput={event => setTyped(event.currentTarget.value)} />
      </div>
      <div class="groups">
        {groups.map(([name, members]) => <Group key={name} name={name} members={members} isOnly={groups.length === 1 && name === ''} />)}
        {containers.value.length === 0 ? <p class="dim none">No containers yet.</p> : null}
      </div>
      <HealthLine />
    </aside>
  )
}

/** Hosts are told apart only where there are several; of a container that never had a line none is known. */
function groupsOf(shown: readonly Container[]): [name: string, members: Container[]][] {
  const severalHosts = new Set(shown.map(each => each.host).filter(host => host !== '')).size > 1
  const groups = new Map<string, Container[]>()
  for (const each of shown) {
    const name = [severalHosts ? each.host : '', each.project].filter(part => part !== '').join(' / ')
    groups.set(name, [...(groups.get(name) ?? []), each])
  }
  for (const members of groups.values()) members.sort((a, b) => Number(b.running) - Number(a.running) || a.container_name.localeCompare(b.container_name))
  return [...groups].sort(([a], [b]) => (a === '' ? 1 : b === '' ? -1 : a.localeCompare(b)))
}

function Group({ name, members, isOnly }: { name: string; members: Container[]; isOnly: boolean }) {
  const [isFolded, setFolded] = useState(false)
  const project = members[0]!.project
  return (
    <section class="group">
      {isOnly ? null : (
        <h2>
          <button class="fold" aria-expanded={!isFolded} aria-label={isFolded ? 'Unfold' : 'Fold'} onClick={() => setFolded(!isFolded)}>{isFolded ? '▸' : '▾'}</button>
          <button class="project" disabled={project === ''} onClick={() => search(withValues(view.peek().query, 'project', [project]))}>{name || 'other'}</button>
          <span class="dim">{members.length}</span>
        </h2>
      )}
      {isFolded ? null : <ul>{members.map(each => <li key={each.container_id}><Entry container={each} /></li>)}</ul>}
    </section>
  )
}

/** Drawn again only where something of it is another: there may be hundreds. */
function Entry({ container }: { container: Container }) {
  const { container_name: name, state, running } = container
  const isChosen = chosenNames.value.includes(name)
  const seen = activity.value.get(name)
  const ago = running && container.last_line ? showAgo(Math.max(0, now.value - Date.parse(container.last_line))) : ''
  return useMemo(() => <Line container={container} isChosen={isChosen} trend={seen?.trend} errors={seen?.errors ?? 0} ago={ago} />, [name, state, isChosen, seen, ago])
}

interface LineProps {
  container: Container
  isChosen: boolean
  trend: readonly number[] | undefined
  errors: number
  ago: string
}

function Line({ container, isChosen, trend, errors, ago }: LineProps) {
  const { container_name: name, state, running } = container
  const choose = (event: MouseEvent) => {
    const { query } = view.peek()
    const chosen = chosenNames.peek()
    if (event.altKey) return search(withTerm(withValues(query, 'container', chosen.filter(each => each !== name)), `-${fieldTerm('container', name)}`))
    if (event.ctrlKey || event.metaKey) return search(toggleValue(query, 'container', name))
    search(withValues(query, 'container', chosen.length === 1 && chosen[0] === name ? [] : [name]))
  }
  return (
    <button
      class={`entry ${running ? 'is-running' : ''} ${isChosen ? 'is-chosen' : ''}`} aria-pressed={isChosen} onClick={choose}
      title={`${name} · ${state}${container.image ? ` · ${container.image}` : ''}${container.last_line ? ` · last line ${container.last_line}` : ''}\nClick: only this one. Ctrl: add it. Alt: leave it out.`}
    >
      <span class={`dot tag-${tagOf(name)}`} aria-hidden="true">{running ? '●' : '○'}</span>
      <span class="name">{shortName(container)}</span>
      {errors > 0 ? <span class="errors" title="Errors in the range">{showCount(errors)}<span class="hidden"> errors</span></span> : null}
      {trend ? <Spark counts={trend} label="Lines over time" width={30} height={12} /> : null}
      <span class="ago">{running ? ago : state}</span>
    </button>
  )
}

/** Without what the heading above says already. */
const shortName = ({ container_name: name, project }: Container) => (project !== '' && name.startsWith(`${project}-`) ? name.slice(project.length + 1) : name)

function HealthLine() {
  if (isUnreachable.value) return <div class="health is-unhealthy" role="status">The service does not answer.</div>
  const state = health.value
  if (!state) return <div class="health" role="status" />
  const bad = state.checks.filter(check => check.status !== 'healthy')
  return (
    <div class={`health is-${state.status}`} role="status" title={state.checks.map(check => `${check.name}: ${check.detail}`).join('\n')}>
      {bad.length === 0 ? `All is well · ${state.version}` : bad[0]!.detail}
    </div>
  )
}
