import { tabs, type Tab } from '../model/view'
import { navigate, view } from '../state/view'

const names: Record<Tab, string> = { logs: 'Logs', patterns: 'Patterns', stats: 'Stats' }

export const Tabs = () => (
  <nav class="tabs" aria-label="Views">
    {tabs.map(tab => (
      <button key={tab} class="tab" aria-current={view.value.tab === tab ? 'page' : undefined} onClick={() => navigate({ tab, id: '' })}>
        {names[tab]}
      </button>
    ))}
  </nav>
)
