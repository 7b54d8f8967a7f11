import { asText } from '../model/text'
import { lines } from './logs'
import { copy } from './notices'
import { linkTo, linkToView, view } from './view'

/** The browser may take a moment to write the file. */
const keptMs = 60_000

/** A link to the line that is open, else to what is looked at. */
export function copyLink() {
  const { id } = view.peek()
  void copy(id === '' ? linkToView() : linkTo(id), 'The link is')
}

/** The lines that are in the page, as a file of text. */
export function exportShown() {
  const address = URL.createObjectURL(new Blob([asText(lines.peek().records)], { type: 'text/plain' }))
  const link = document.createElement('a')
  link.href = address
  link.download = 'logs.txt'
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), keptMs)
}
