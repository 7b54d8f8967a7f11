import type { ApiError } from '../api/client'
import { everything } from '../model/time'
import { termsOf, splitPipes, withoutTerm } from '../model/query'
import { load } from '../state/logs'
import { containers, health } from '../state/overview'
import { navigate, search, view } from '../state/view'
import { helpIsOpen } from './Help'

/** Nothing to show: what that means, and what to do. */
export function Empty() {
  const { query, range } = view.value
  const isSearch = query !== '' || range.since !== '' || range.until !== ''
  return <div class="rows"><div class="empty" role="status">{isSearch ? <NoHit /> : <NoLines />}</div></div>
}

/** The search could not be done; what is wrong with it stands below the search box. */
export function Failed({ failure }: { failure: ApiError }) {
  const isMistake = failure.position !== undefined
  return (
    <div class="rows">
      <div class="empty">
        <h2>{isMistake ? 'This search cannot be read.' : failure.status === 0 ? 'The service does not answer.' : 'The search could not be done.'}</h2>
        <p>{isMistake ? 'The mark below the search box shows where it goes wrong.' : failure.message}</p>
        <p class="actions">
          {isMistake ? <button onClick={() => (helpIsOpen.value = true)}>How to search</button> : <button onClick={() => void load()}>Try again</button>}
          {failure.status === 0 ? null : <button onClick={() => search('')}>Show all lines</button>}
        </p>
      </div>
    </div>
  )
}

function NoHit() {
  const { query, range } = view.value
  const terms = termsOf(splitPipes(query).filter)
  const isBounded = range.since !== '' || range.until !== ''
  return (
    <>
      <h2>No line matches.</h2>
      {isBounded ? <p><button onClick={() => navigate({ range: everything })}>Search all time</button></p> : null}
      {terms.length > 0 ? (
        <p>
          {isBounded ? 'Or search' : 'Search'} without one of these:{' '}
          {terms.filter(term => !/^(and|or|not)$/i.test(term.text)).map(term => <button key={term.text} class="term" onClick={() => search(withoutTerm(view.peek().query, term.text))}>{term.text} ✕</button>)}
        </p>
      ) : null}
      {query !== '' && terms.length !== 1 ? <p><button onClick={() => search('')}>Clear the search</button></p> : null}
    </>
  )
}

function NoLines() {
  const docker = health.value?.checks.find(check => check.name === 'docker')
  if (docker && docker.status !== 'healthy') {
    return (
      <>
        <h2>Docker is not reached.</h2>
        <p>{docker.detail}</p>
        <p>In a container, start the service with the engine's socket and the id of the group that owns it:</p>
        <pre>docker run -v /var/run/docker.sock:/var/run/docker.sock:ro --group-add $(stat -c %g /var/run/docker.sock) …</pre>
        <p class="dim">Logs can be sent without Docker, too: <code>curl -d '{'{"service":"me","level":"INFO","message":"hello"}'}' -H 'content-type: application/json' {location.origin}/logs</code></p>
      </>
    )
  }
  return (
    <>
      <h2>No lines yet.</h2>
      <p>{containers.value.some(each => each.running) ? 'The containers are followed; what they print shows up here at once.' : 'Start a container, and what it prints shows up here at once:'}</p>
      {containers.value.some(each => each.running) ? null : <pre>docker run --rm alpine echo hello</pre>}
    </>
  )
}
