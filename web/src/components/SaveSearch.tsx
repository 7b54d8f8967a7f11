import { signal } from '@preact/signals'
import { useId, useState } from 'preact/hooks'
import { tell } from '../state/notices'
import { change, settings } from '../state/settings'
import { view } from '../state/view'
import { Dialog } from './Dialog'

const isOpen = signal(false)

export const openSaveSearch = () => void (isOpen.value = true)

/** Asks for the name under which the palette finds the search again. */
export const SaveSearch = () => (isOpen.value ? <Form onClose={() => (isOpen.value = false)} /> : null)

function Form({ onClose }: { onClose(): void }) {
  const { query, range } = view.peek()
  const [typed, setTyped] = useState(query === '' ? 'All logs' : query)
  const name = typed.trim()
  const id = useId()
  const others = settings.value.searches.filter(saved => saved.name !== name)
  const save = (event: Event) => {
    event.preventDefault()
    change({ searches: [...others, { name, query, since: range.since }] })
    onClose()
    tell(`“${name}” is saved; Ctrl K finds it.`)
  }
  return (
    <Dialog label="Save this search" onClose={onClose}>
      <form class="save" onSubmit={save}>
        <label for={id}>Name of this search</label>
        <input id={id} autofocus value={typed} onFocus={event => event.currentTarget.select()} onInput={event => setTyped(event.currentTarget.value)} />
        <p class="dim" role="status">{others.length < settings.value.searches.length ? 'There is a search of this name: it is replaced.' : ''}</p>
        <div class="actions">
          <button type="submit" disabled={name === ''}>Save</button>
          <button type="button" onClick={onClose}>Cancel</button>
        </div>
      </form>
    </Dialog>
  )
}
