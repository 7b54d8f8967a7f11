import type { ComponentChildren } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'

/** In front of the page, until Escape or a click beside it. */
export function Dialog({ label, onClose, children }: { label: string; onClose(): void; children: ComponentChildren }) {
  const element = useRef<HTMLDialogElement>(null)
  // Before the next key: what is typed at once belongs to the dialog, not to the page below.
  useLayoutEffect(() => {
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
