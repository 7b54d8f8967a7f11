import type { Container } from '../api/client'

/** Containers of a compose project, of one host where there are several. */
export interface Group {
  /** Empty where there is only one. */
  host: string
  project: string
  members: Container[]
}

/** Hosts are told apart only where there are several; of a container that never had a line none is known. */
export function groupsOf(containers: readonly Container[]): Group[] {
  const severalHosts = new Set(containers.map(each => each.host).filter(host => host !== '')).size > 1
  const groups = new Map<string, Group>()
  for (const each of newestOfEachName(containers)) {
    const host = severalHosts ? each.host : ''
    const key = JSON.stringify([host, each.project])
    const group = groups.get(key) ?? { host, project: each.project, members: [] }
    groups.set(key, group)
    group.members.push(each)
  }
  for (const { members } of groups.values()) members.sort((a, b) => Number(b.running) - Number(a.running) || a.container_name.localeCompare(b.container_name))
  return [...groups.values()].sort((a, b) => a.host.localeCompare(b.host) || Number(a.project === '') - Number(b.project === '') || a.project.localeCompare(b.project))
}

/** A service that is made anew with each deployment is one entry: lines are found by the name. */
function newestOfEachName(containers: readonly Container[]): Iterable<Container> {
  const newest = new Map<string, Container>()
  for (const each of containers) {
    const key = JSON.stringify([each.host, each.container_name])
    const known = newest.get(key)
    if (!known || isNewer(each, known)) newest.set(key, each)
  }
  return newest.values()
}

function isNewer(one: Container, other: Container): boolean {
  const isPresent = (container: Container) => container.state !== 'gone'
  if (one.running !== other.running) return one.running
  if (isPresent(one) !== isPresent(other)) return isPresent(one)
  return (one.last_line ?? '') > (other.last_line ?? '')
}
