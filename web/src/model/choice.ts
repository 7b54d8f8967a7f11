import { quote, valuesOf, withTerm, withValues, withoutFields } from './query'

/** `only` shows nothing else, `also` adds to what is shown, `not` leaves out; each once more takes itself away. */
export type Choice = 'only' | 'also' | 'not'

/** What the sidebar lets people choose. */
export interface Known {
  container_name: string
  project: string
}

/** A container, or all of a project; of one host where there are several, else the host is empty. */
export interface Chosen {
  host: string
  project: string
  container: string
}

const places = ['container', 'project', 'host']

export const containerTerm = (name: string, known: readonly Known[]) => `container:${isInOthers(name, known) ? '=' : ''}${quote(name)}`

/** The language finds a container by whole words of its name: where others have them too, the name is meant exactly. */
function isInOthers(name: string, known: readonly Known[]): boolean {
  const words = new RegExp(`(?<![\\p{L}\\p{N}])${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\p{L}\\p{N}])`, 'iu')
  return known.some(each => each.container_name !== name && words.test(each.container_name))
}

/** The query after a click on a container or on a project in the sidebar. */
export function chosen(query: string, what: Chosen, how: Choice, known: readonly Known[]): string {
  if (how === 'only') return isOnly(query, what) ? withoutFields(query, placesOf(what)) : only(query, what, known)
  const [field, name] = what.container === '' ? (['project', what.project] as const) : (['container', what.container] as const)
  const term = field === 'container' ? containerTerm(name, known) : `project:${quote(name)}`
  if (how === 'also') return also(query, field, name, known)
  if (valuesOf(query, `-${field}`).includes(name)) return withValues(query, `-${field}`, valuesOf(query, `-${field}`).filter(each => each !== name))
  return withTerm(withValues(query, field, valuesOf(query, field).filter(each => each !== name)), `-${term}`)
}

/** A host is the person's own word where there is only one. */
const placesOf = (what: Chosen) => (what.host === '' ? places.slice(0, 2) : places)

export const onlyContainer = (query: string, name: string, known: readonly Known[]) => only(query, { host: '', project: '', container: name }, known)

const isOnly = (query: string, what: Chosen) =>
  placesOf(what).every(field => valuesOf(query, field).join() === what[field as keyof Chosen] && valuesOf(query, `-${field}`).length === 0)

function only(query: string, what: Chosen, known: readonly Known[]): string {
  let next = withoutFields(query, placesOf(what))
  if (what.host !== '') next = withTerm(next, `host:${quote(what.host)}`)
  if (what.container !== '') return withTerm(next, containerTerm(what.container, known))
  return what.project === '' ? next : withTerm(next, `project:${quote(what.project)}`)
}

/** What is beside a container of another project is asked for by name, too: a project and a container of another one are never both. */
function also(query: string, field: 'container' | 'project', name: string, known: readonly Known[]): string {
  const left = withValues(query, `-${field}`, valuesOf(query, `-${field}`).filter(each => each !== name))
  const [containers, projects] = [valuesOf(left, 'container'), valuesOf(left, 'project')]
  if (field === 'project' && containers.length === 0) return withValues(left, 'project', toggled(projects, [name]))
  const ofProjects = (names: readonly string[]) => known.filter(each => names.includes(each.project)).map(each => each.container_name)
  const before = containers.length > 0 ? containers : ofProjects(projects)
  return withValues(withValues(left, 'project', []), 'container', toggled(before, field === 'project' ? ofProjects([name]) : [name]))
}

const toggled = (names: readonly string[], by: readonly string[]) =>
  by.every(name => names.includes(name)) ? names.filter(name => !by.includes(name)) : [...new Set([...names, ...by])]
