import { effect, untracked } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { Detail } from './components/Detail'
import { Help } from './components/Help'
import { HistogramBar } from './components/HistogramBar'
import { LevelChips } from './components/LevelChips'
import { Palette } from './components/Palette'
import { Patterns } from './components/Patterns'
import { Rows } from './components/Rows'
import { SaveSearch } from './components/SaveSearch'
import { SearchBox } from './components/SearchBox'
import { Sidebar, SidebarButton } from './components/Sidebar'
import { Stats } from './components/Stats'
import { Tabs } from './components/Tabs'
import { Toolbar } from './components/Toolbar'
import { listenToKeys } from './keys'
import { goOn, load, lose } from './state/logs'
import { notice } from './state/notices'
import { isUnreachable, loadContainers, loadOverview, now, refreshes } from './state/overview'
import { loadSettings, showsSidebar } from './state/settings'
import { lineFilter, view } from './state/view'

const overviewMs = 15_000
const containersMs = 5_000
const tickMs = 1_000

function refresh() {
  if (lineFilter.peek().range.until !== '' || document.hidden) return
  refreshes.value++
  void loadOverview()
}

function start() {
  void loadSettings()
  void loadContainers()
  const stopNaming = effect(() => {
    const { query } = view.value
    document.title = query === '' ? 'Logs' : `${query} – Logs`
  })
  const stopLoading = effect(() => {
    void lineFilter.value
    untracked(() => void loadOverview(load()))
  })
  const stopWatching = effect(() => void (isUnreachable.value ? untracked(lose) : untracked(goOn)))
  addEventListener('offline', lose)
  addEventListener('online', goOn)
  const timers = [
    setInterval(() => (now.value = Date.now()), tickMs),
    setInterval(refresh, overviewMs),
    setInterval(() => !document.hidden && void loadContainers(), containersMs),
  ]
  const stopKeys = listenToKeys()
  return () => {
    stopNaming()
    stopLoading()
    stopWatching()
    removeEventListener('offline', lose)
    removeEventListener('online', goOn)
    stopKeys()
    timers.forEach(clearInterval)
  }
}

export function App() {
  useEffect(start, [])
  const { tab, id } = view.value
  return (
    <div class={`page ${showsSidebar.value ? 'has-sidebar' : ''} ${tab === 'logs' && id !== '' ? 'has-detail' : ''}`}>
      <a class="skip" href="#content">Skip to the log lines</a>
      <header class="top">
        <h1 class="hidden">Log Aggregator</h1>
        <SidebarButton />
        <SearchBox />
        <Toolbar />
      </header>
      <Sidebar />
      <main class="main" id="content">
        <div class="overview">
          <LevelChips />
          <Tabs />
        </div>
        <HistogramBar />
        {tab === 'logs' ? <Rows /> : tab === 'patterns' ? <Patterns /> : <Stats />}
      </main>
      {tab === 'logs' && id !== '' ? <Detail /> : null}
      <Palette />
      <SaveSearch />
      <Help />
      <div class="notice" role="status" aria-live="polite">{notice.value}</div>
    </div>
  )
}
