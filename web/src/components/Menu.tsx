import type { ComponentChildren } from 'preact'
import { useEffect, useId, useRef, useState } from 'preact/hooks'

/** A button that opens a menu below itself; Escape and a click elsewhere close it, the arrows walk through it. */
export function Menu({ label, title, children }: { label: ComponentChildren; title: string; children: (close: () => void) => ComponentChildren }) {
  const [isOpen, setOpen] = useState(false)
  const root = useRef<HTMLDivElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  const id = useId()
  const close = () => {
    setOpen(false)
    button.current?.focus()
  }

  useEffect(() => {
    if (!isOpen) return
    root.current?.querySelector<HTMLElement>('.menu button, .menu a, .menu input')?.focus()
    const outside = (event: PointerEvent) => {
      if (!root.current?.contains(event.target as Node)) setOpen(false)
    }
    addEventListener('pointerdown', outside)
    return () => removeEventListener('pointerdown', outside)
  }, [isOpen])

  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      event.stopPropagation()
      close()
    }
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
    const items = [...root.current!.querySelectorAll<HTMLElement>('.menu button, .menu a, .menu input')]
    const at = items.indexOf(document.activeElement as HTMLElement)
    event.preventDefault()
    items[(at + (event.key === 'ArrowDown' ? 1 : -1) + items.length) % items.length]?.focus()
  }

  return (
    <div class="menu-root" ref={root} onKeyDown={isOpen ? onKey : undefined}>
      <button ref={button} class="menu-button" aria-label={typeof label === 'string' && label.length > 1 ? undefined : title} title={title} aria-expanded={isOpen} aria-controls={isOpen ? id : undefined} onClick={() => setOpen(!isOpen)}>{label}</button>
      {isOpen ? <div class="menu" id={id} role="group" aria-label={title}>{children(close)}</div> : null}
    </div>
  )
}
