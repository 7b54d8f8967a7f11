import { signal } from '@preact/signals'
import { useEffect, useId, useRef, useState } from 'preact/hooks'
import { linesOf } from '../model/query'
import { failure } from '../state/logs'
import { navigate, view } from '../state/view'
import { complete, type Completion } from '../state/completion'
import { remember, rememberedLike } from '../state/history'
import { helpIsOpen } from './Help'

const input = signal<HTMLInputElement | null>(null)

export function focusSearch() {
  input.peek()?.focus()
  input.peek()?.select()
}

const waitMs = 120
const mostCompletions = 8

/** What makes a table is shown as one. */
function show(query: string) {
  const makesTable = linesOf(query) !== query
  const { tab } = view.peek()
  navigate({ query, id: '', tab: makesTable ? 'stats' : tab === 'stats' ? 'logs' : tab })
}

/** The query. What the mouse does is written into it; Enter searches, Tab takes a completion. */
export function SearchBox() {
  const [text, setText] = useState(view.value.query)
  const [choices, setChoices] = useState<Completion[]>([])
  const [chosen, setChosen] = useState(-1)
  const list = useId()
  const element = useRef<HTMLInputElement>(null)
  const asked = useRef(0)

  useEffect(() => setText(view.value.query), [view.value.query])
  useEffect(() => {
    input.value = element.current
  }, [])

  const ask = (value: string, caret: number) => {
    const number = ++asked.current
    setTimeout(async () => {
      if (number !== asked.current) return
      const found = await complete(value, caret)
      if (number !== asked.current) return
      setChoices([...found.slice(0, mostCompletions), ...rememberedLike(value)])
      setChosen(-1)
    }, waitMs)
  }
  const close = () => {
    asked.current++
    setChoices([])
  }
  const submit = (value: string) => {
    close()
    remember(value.trim())
    show(value.trim())
  }
  const take = (choice: Completion) => {
    setText(choice.query)
    if (choice.isWhole) return submit(choice.query)
    requestAnimationFrame(() => {
      element.current!.focus()
      element.current!.setSelectionRange(choice.caret, choice.caret)
      ask(choice.query, choice.caret)
    })
  }
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'Enter') {
      event.preventDefault()
      if (chosen >= 0) take(choices[chosen]!)
      else submit(text)
    } else if (event.key === 'Escape') {
      if (choices.length > 0) close()
      else element.current!.blur()
    } else if (event.key === 'Tab' && !event.shiftKey && choices.length > 0) {
      event.preventDefault()
      take(choices[Math.max(0, chosen)]!)
    } else if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && choices.length > 0) {
      event.preventDefault()
      const by = event.key === 'ArrowDown' ? 1 : -1
      setChosen((chosen + by + choices.length + (chosen < 0 && by < 0 ? 1 : 0)) % choices.length)
    }
  }

  return (
    <div class="search" role="search">
      <div class="search-line">
        <span class="glass" aria-hidden="true">⌕</span>
        <input
          ref={element} class="query" type="text" value={text} spellcheck={false} autocomplete="off" autocapitalize="off" placeholder="Search: words, level:error, duration_ms:>250, | stats count() by service"
          role="combobox" aria-label="Search" aria-expanded={choices.length > 0} aria-controls={list} aria-autocomplete="list"
          aria-activedescendant={chosen >= 0 ? `${list}-${chosen}` : undefined} aria-invalid={failure.value?.position !== undefined}
          onInput={event => {
            setText(event.currentTarget.value)
            ask(event.currentTarget.value, event.currentTarget.selectionStart ?? event.currentTarget.value.length)
          }}
          onFocus={event => ask(event.currentTarget.value, event.currentTarget.value.length)}
          onBlur={close} onKeyDown={onKey}
        />
        {text === '' ? null : <button class="icon-button" aria-label="Clear the search" title="Clear" onClick={() => { setText(''); submit('') }}>✕</button>}
        <button class="icon-button" aria-label="Help with searching" title="Help (?)" onClick={() => (helpIsOpen.value = true)}>?</button>
      </div>
      <ul class={`choices ${choices.length === 0 ? 'is-empty' : ''}`} id={list} role="listbox" aria-label="Completions">
        {choices.map((choice, i) => (
          <li
            key={choice.label + choice.hint} id={`${list}-${i}`} role="option" aria-selected={i === chosen} class={i === chosen ? 'is-chosen' : ''}
            onPointerDown={event => {
              event.preventDefault()
              take(choice)
            }}
          >
            <span>{choice.label}</span> <span class="hint">{choice.hint}</span>
          </li>
        ))}
      </ul>
      <Mistake text={text} />
    </div>
  )
}

/** The service's sentence, under the place where the query goes wrong. */
function Mistake({ text }: { text: string }) {
  const { value } = failure
  // That the service is not there is no mistake of the search; it is said where the lines would be.
  if (!value || value.status === 0) return null
  const position = value.position
  return (
    <div class="mistake" role="alert">
      {position === undefined || text !== view.value.query ? null : <pre aria-hidden="true">{text.slice(0, position - 1).replace(/./gu, ' ')}▲</pre>}
      <span>{value.message.replace(/^'q' is not a query, at position \d+: /, 'This is not a query: ')}</span>
    </div>
  )
}
