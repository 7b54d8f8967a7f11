import { signal } from '@preact/signals'
import { keys } from '../keys'
import { search } from '../state/view'
import { Dialog } from './Dialog'

export const helpIsOpen = signal(false)

const examples: [query: string, meaning: string][] = [
  ['timeout', 'lines with this text, in any case'],
  ['"connection refused"', 'these words, one after the other'],
  ['level:error or level:critical', 'either'],
  ['container:web -healthcheck', 'of one container, without a text'],
  ['duration_ms:>250', 'a field of a JSON line, compared'],
  ['trace_id:*', 'lines that have the field'],
  ['~"user\\d+ failed"', 'a regular expression'],
  ['is:gap', 'where lines are missing'],
  ['is:lifecycle', 'where containers were started, stopped, paused or renamed'],
  ['level:error | stats count() by container', 'counted'],
  ['| stats p95(duration_ms) by service, 5m', 'over time'],
  ['| patterns', 'what kinds of lines there are'],
]

export function Help() {
  if (!helpIsOpen.value) return null
  const close = () => (helpIsOpen.value = false)
  return (
    <Dialog label="Help" onClose={close}>
      <div class="help">
        <h2>Searching</h2>
        <table>
          <tbody>{examples.map(([query, meaning]) => <tr key={query}><td><button class="term" onClick={() => { close(); search(query) }}>{query}</button></td><td>{meaning}</td></tr>)}</tbody>
        </table>
        <h2>Keys</h2>
        <table>
          <tbody>{keys.map(key => <tr key={key.label}><td><kbd>{key.label}</kbd></td><td>{key.meaning}</td></tr>)}</tbody>
        </table>
        <p><button onClick={close}>Close</button></p>
      </div>
    </Dialog>
  )
}
