import { computed, effect, signal } from '@preact/signals'
import { ApiError, readSettings, writeSettings } from '../api/client'
import type { Clock } from '../model/time'
import { tell } from './notices'

export interface SavedSearch {
  name: string
  query: string
  since: string
}

export interface Settings {
  theme: 'system' | 'dark' | 'light'
  clock: Clock
  wrap: boolean
  showsMetadata: boolean
  sidebar: boolean
  /** Fields shown as columns before the message. */
  columns: string[]
  searches: SavedSearch[]
}

const defaults: Settings = { theme: 'system', clock: 'local', wrap: false, showsMetadata: true, sidebar: true, columns: [], searches: [] }

export const settings = signal<Settings>(defaults)

/** As in the style sheets. */
const narrow = matchMedia('(max-width: 700px)')
const isNarrow = signal(narrow.matches)
narrow.addEventListener('change', () => (isNarrow.value = narrow.matches))

const covers = signal(false)

/** On a narrow screen the sidebar lies over the lines for as long as somebody chooses there; elsewhere it is a setting. */
export const showsSidebar = computed(() => (isNarrow.value ? covers.value : settings.value.sidebar))

export function toggleSidebar() {
  if (isNarrow.peek()) covers.value = !covers.peek()
  else change({ sidebar: !settings.peek().sidebar })
}

export const coverNothing = () => void (covers.value = false)

let tag: string | null = null
let writing: Promise<void> = Promise.resolve()

/** Reads what the person chose on whatever machine; without it, the usual. */
export async function loadSettings() {
  try {
    const read = await readSettings()
    tag = read.tag
    settings.value = { ...defaults, ...(read.value as Partial<Settings>) }
  } catch (error) {
    tell(`Your settings could not be read: ${(error as Error).message}`)
  }
}

export function change(part: Partial<Settings>) {
  settings.value = { ...settings.peek(), ...part }
  writing = writing.then(() => save(part))
}

/** Where another page wrote meanwhile, its settings are kept but for what was changed here. */
async function save(part: Partial<Settings>) {
  try {
    tag = await writeSettings(settings.peek(), tag)
  } catch (error) {
    if (error instanceof ApiError && error.status === 412) {
      await loadSettings()
      settings.value = { ...settings.peek(), ...part }
      tag = await writeSettings(settings.peek(), tag).catch(() => tag)
    } else {
      tell(`Your settings could not be kept: ${(error as Error).message}`)
    }
  }
}

effect(() => {
  const { theme } = settings.value
  if (theme === 'system') delete document.documentElement.dataset.theme
  else document.documentElement.dataset.theme = theme
})
