import { computed } from '@preact/signals'
import { useMemo, useState } from 'preact/hooks'
import type { Container } from '../api/client'
import { chosen, type Choice, type Chosen } from '../model/choice'
import { groupsOf, type Group } from '../model/groups'
import { tagOf } from '../model/tags'
import { valuesOf } from '../model/query'
import { showCount } from '../model/numbers'
import { showAgo } from '../model/time'
import { activity, containers, health, isUnreachable, now } from '../state/overview'
import { coverNothing, showsSidebar, toggleSidebar } from '../state/settings'
import { search, view } from '../state/view'
import { Spark } from './Spark'

const chosenNames = computed(() => valuesOf(view.value.query, 'container'))
const namesLeftOut = computed(() => valuesOf(view.value.query, '-container'))
const chosenProjects = computed(() => valuesOf(view.value.query, 'project'))
const projectsLeftOut = computed(() => valuesOf(view.value.query, '-project'))

const clicks = 'Click: only this one. Ctrl: add it. Alt: leave it out.'

export const SidebarButton = () => (
  <button class="icon-button sidebar-button" aria-label="Containers" title="Containers (b)" aria-pressed={showsSidebar.value} onClick={toggleSidebar}>☰</button>
)

/** Compose projects and their containers, running and gone. A click shows only that one, Ctrl adds it, Alt leaves it out. */
export function Sidebar() {
  const [typed, setTyped] = useState('')
  if (!showsSidebar.value) return null
  const groups = groupsOf(containers.value.filter(each => each.container_name.toLowerCase().includes(typed.toLowerCase())))
  return (
    <aside class="sidebar" aria-label="Containers">
      <div class="sidebar-top">
        <input type="search" placeholder="Filter containers" aria-label="Filter containers" value={typed} onInput={event => setTyped(event.currentTarget.value)} />
      </div>
      <div class="groups">
        {groups.map(group => <Section key={`${group.host}/${group.project}`} group={group} isOnly={groups.length === 1 && group.host === '' && group.project === ''} />)}
        {containers.value.length === 0 ? <p class="dim none">No containers yet.</p> : null}
      </div>
      <HealthLine />
    </aside>
  )
}

const chooses = (event: MouseEvent): Choice => (event.altKey ? 'not' : event.ctrlKey || event.metaKey ? 'also' : 'only')

/** On a narrow screen it lies over the lines, which are what somebody chose here to see. */
function choose(event: MouseEvent, what: Chosen) {
  const how = chooses(event)
  search(chosen(view.peek().query, what, how, containers.peek()))
  if (how === 'only') coverNothing()
}

function Section({ group, isOnly }: { group: Group; isOnly: boolean }) {
  const [isFolded, setFolded] = useState(false)
  const { host, project, members } = group
  const name = [host, project].filter(part => part !== '').join(' / ')
  const isChosen = project !== '' && chosenProjects.value.includes(project)
  const isLeftOut = project !== '' && projectsLeftOut.value.includes(project)
  return (
    <section class="group">
      {isOnly ? null : (
        <h2>
          <button class="fold" aria-expanded={!isFolded} aria-label={isFolded ? 'Unfold' : 'Fold'} onClick={() => setFolded(!isFolded)}>{isFolded ? '▸' : '▾'}</button>
          <button
            class={`project ${isChosen ? 'is-chosen' : ''} ${isLeftOut ? 'is-left-out' : ''}`} disabled={name === ''} aria-pressed={name === '' ? undefined : isChosen}
            title={name === '' ? undefined : `${name}\n${clicks}`} onClick={event => choose(event, { host, project, container: '' })}
          >
            {name || 'other'}
          </button>
          <span class="dim">{members.length}</span>
        </h2>
      )}
      {isFolded ? null : <ul>{members.map(each => <li key={each.container_name}><Entry container={each} host={host} /></li>)}</ul>}
    </section>
  )
}

/** Drawn again only where something of it is another: there may be hundreds. */
function Entry({ container, host }: { container: Container; host: string }) {
  const { container_name: name, state, running } = container
  const isChosen = chosenNames.value.includes(name)
  const isLeftOut = namesLeftOut.value.includes(name) || (container.project !== '' && projectsLeftOut.value.includes(container.project))
  const seen = activity.value.get(name)
  const ago = running && container.last_line ? showAgo(Math.max(0, now.value - Date.parse(container.last_line))) : ''
  return useMemo(() => <Line container={container} host={host} isChosen={isChosen} isLeftOut={isLeftOut} trend={seen?.trend} errors={seen?.errors ?? 0} ago={ago} />, [name, host, state, isChosen, isLeftOut, seen, ago])
}

interface LineProps {
  container: Container
  host: string
  isChosen: boolean
  isLeftOut: boolean
  trend: readonly number[] | undefined
  errors: number
  ago: string
}

function Line({ container, host, isChosen, isLeftOut, trend, errors, ago }: LineProps) {
  const { container_name: name, state, running } = container
  return (
    <button
      class={`entry ${running ? 'is-running' : ''} ${isChosen ? 'is-chosen' : ''} ${isLeftOut ? 'is-left-out' : ''}`} aria-pressed={isChosen} onClick={event => choose(event, { host, project: '', container: name })}
      title={`${name} · ${state}${container.image ? ` · ${container.image}` : ''}${container.last_line ? ` · last line ${container.last_line}` : ''}\n${clicks}`}
    >
      <span class={`dot tag-${tagOf(name)}`} aria-hidden="true">{running ? '●' : '○'}</span>
      <span class="name">{shortName(container)}{isLeftOut ? <span class="hidden"> (left out)</span> : null}</span>
      {errors > 0 ? <span class="errors" title="Errors in the range">{showCount(errors)}<span class="hidden"> errors</span></span> : null}
      {trend ? <Spark counts={trend} label="Lines over time" width={30} height={12} /> : null}
      <span class="ago">{state === 'running' ? ago : state}</span>
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
