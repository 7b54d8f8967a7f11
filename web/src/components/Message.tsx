import { hasAnsi, readAnsi } from '../model/ansi'
import { markHits, type Mark } from '../model/marks'

interface Props {
  text: string
  marks: readonly Mark[]
}

/** Text as it was printed, with its colours and the hits of the search. Only ever text: what looks like HTML in it stays as it is. */
export function Message({ text, marks }: Props) {
  if (!hasAnsi(text)) return <Marked text={text} marks={marks} />
  return (
    <>
      {readAnsi(text).map((piece, i) => (
        <span key={i} class={piece.classes} style={piece.color ? { color: `rgb(${piece.color})` } : undefined}><Marked text={piece.text} marks={marks} /></span>
      ))}
    </>
  )
}

function Marked({ text, marks }: Props) {
  if (marks.length === 0) return <>{text}</>
  return <>{markHits(text, marks).map((piece, i) => (piece.isHit ? <mark key={i}>{piece.text}</mark> : piece.text))}</>
}
