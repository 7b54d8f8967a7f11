import { useEffect, useState } from 'preact/hooks'
import { readPatterns, sentenceOf, type Pattern } from '../api/client'
import { literalsOf, termFor, valuesPipe, withPattern } from '../model/patterns'
import { splitPipes } from '../model/query'
import { showCount, showShare } from '../model/numbers'
import { lineFilter, navigate, search, view } from '../state/view'
import { Spark } from './Spark'

/** The kinds of lines there are, the most frequent first. */
export function Patterns() {
  const [read, setRead] = useState<Pattern[] | undefined>(undefined)
  const [failure, setFailure] = useState('')
  const wanted = lineFilter.value
  useEffect(() => {
    const reading = new AbortController()
    readPatterns(wanted, reading.signal).then(
      answer => {
        setRead(answer.patterns)
        setFailure(answer.notes.join(' '))
      },
      (error: Error) => reading.signal.aborted || setFailure(sentenceOf(error)))
    return () => reading.abort()
  }, [wanted])
  if (read === undefined) return <div class="table-view"><p class="dim">{failure || 'Reading…'}</p></div>
  return (
    <div class="table-view" tabIndex={0} role="region" aria-label="Patterns">
      {failure === '' ? null : <p class="dim">{failure}</p>}
      <table class="patterns">
        <thead><tr><th scope="col">Count</th><th scope="col">Share</th><th scope="col">Trend</th><th scope="col">Level</th><th scope="col">Pattern</th><th scope="col"><span class="hidden">Actions</span></th></tr></thead>
        <tbody>{read.map(each => <Line key={each.level + each.pattern} pattern={each} />)}</tbody>
      </table>
      {read.length === 0 ? <p class="dim">No line matches.</p> : null}
    </div>
  )
}

function Line({ pattern }: { pattern: Pattern }) {
  const canBeFound = termFor(pattern.pattern) !== undefined
  const show = () => navigate({ query: withPattern(view.peek().query, pattern.pattern, false), tab: 'logs', id: '' })
  const literals = literalsOf(pattern.pattern)
  return (
    <tr>
      <td class="number">{showCount(pattern.count)}</td>
      <td class="number">{showShare(pattern.share)}</td>
      <td><Spark counts={pattern.trend} label="Lines over time" width={72} /></td>
      <td><span class={`letter level-${pattern.level.toLowerCase()}`}>{pattern.level}</span></td>
      <td class="pattern" title={pattern.example}>
        {literals.map((literal, i) => (
          <span key={i}>
            {literal}
            {i < literals.length - 1 ? <button class="variable" title="Which values does it take?" onClick={() => navigate({ query: `${splitPipes(view.peek().query).filter} ${valuesPipe(pattern.pattern, i)}`.trim(), tab: 'stats', id: '' })}>…</button> : null}
          </span>
        ))}
      </td>
      <td class="field-actions">
        <button disabled={!canBeFound} onClick={show}>Show</button>
        <button disabled={!canBeFound} onClick={() => search(withPattern(view.peek().query, pattern.pattern, true))}>Hide</button>
      </td>
    </tr>
  )
}
