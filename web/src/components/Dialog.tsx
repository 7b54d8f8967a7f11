import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'

/** In front of the page, until Escape or a click beside it. */
export function Dialog({ label, onClose, children }: { label: string; onClose(): void; children: ComponentChildren }) {
  const element = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const before = document.activeElement as HTMLElement | null
    element.current!.showModal()
    return () => before?.focus()
  }, [])
  return (
    <dialog
      ref={element} aria-label={label} onClose={onClose}
      onClick={event => {
        if (event.target === element.current) onClose()
      }}
    >
      {children}
    </dialog>
  )
}
