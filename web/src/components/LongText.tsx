import { useEffect, useMemo, useState } from 'preact/hooks'
import { ansiAfter, hasAnsi } from '../model/ansi'
import type { Mark } from '../model/marks'
import { slicesOf } from '../model/slices'
import { Message } from './Message'

const sliceSize = 10_000

/** Safari has no idle callback. */
const whenIdle = (work: () => void) => {
  if (!('requestIdleCallback' in window)) {
    const timer = setTimeout(work, 16)
    return () => clearTimeout(timer)
  }
  const id = requestIdleCallback(work)
  return () => cancelIdleCallback(id)
}

/** All of a text, however long: its beginning at once, the rest piece by piece while nothing else is to do. So the browser's own search finds all of it. */
export function LongText({ text, marks }: { text: string; marks: readonly Mark[] }) {
  const slices = useMemo(() => piecesOf(text), [text])
  const [shown, setShown] = useState(1)
  useEffect(() => (shown < slices.length ? whenIdle(() => setShown(shown + 1)) : undefined), [shown, slices])
  if (slices.length === 1) return <Message text={text} marks={marks} />
  return <>{slices.slice(0, shown).map((slice, i) => <Slice key={i} text={slice} marks={marks} />)}</>
}

/** Each begins with the colours that the one before it ends with. */
function piecesOf(text: string): string[] {
  let colours = ''
  return slicesOf(text, sliceSize).map(slice => {
    const piece = colours + slice
    if (hasAnsi(piece)) colours = ansiAfter(piece)
    return piece
  })
}

function Slice({ text, marks }: { text: string; marks: readonly Mark[] }) {
  return useMemo(() => <div class="slice"><Message text={text} marks={marks} /></div>, [text, marks])
}
