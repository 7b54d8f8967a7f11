import { useState } from 'preact/hooks'
import { exportAddress } from '../api/client'
import { between, endOf, everything, moved, parseRange, presets, showDateTime, showRange, startOf, zoneOf, type Range, type Zone } from '../model/time'
import { failure, goOn, isFollowing, live, lines, pause, resume, unseen } from '../state/logs'
import { tell } from '../state/notices'
import { change, settings, showsSidebar, toggleSidebar } from '../state/settings'
import { copyLink, exportShown } from '../state/share'
import { lineFilter, navigate, view } from '../state/view'
import { helpIsOpen } from './Help'
import { Menu } from './Menu'
import { openPalette } from './Palette'
import { openSaveSearch } from './SaveSearch'

export const Toolbar = () => (
  <div class="toolbar">
    <TimeMenu />
    <LiveButton />
    <MoreMenu />
  </div>
)

const choose = (range: { since: string; until: string }) => navigate({ range, id: '' })

function TimeMenu() {
  const [typed, setTyped] = useState('')
  const { range } = view.value
  const { clock } = settings.value
  const oldest = () => Date.parse(lines.peek().oldest?.timestamp ?? '') || Date.now() - 3_600_000
  const move = (by: -1 | 0 | 1) => choose(moved(view.peek().range, by, Date.now(), oldest()))
  const submit = (close: () => void) => (event: Event) => {
    event.preventDefault()
    const parsed = parseRange(typed, Date.now(), zoneOf(clock))
    if (!parsed) return tell('That is no time. Try “15m”, “14:00 to 15:00”, “yesterday 14:00”, or “2026-11-01 14:03:07”.')
    close()
    choose(parsed)
  }
  return (
    <div class="time">
      <button class="icon-button" aria-label="Earlier" title="Earlier" onClick={() => move(-1)}>‹</button>
      <Menu label={showRange(range, clock)} title="Time range">
        {close => (
          <>
            <div class="presets">
              {presets.map(preset => (
                <button key={preset} aria-current={range.since === preset && range.until === '' ? 'true' : undefined} onClick={() => { close(); choose({ since: preset, until: '' }) }}>{preset}</button>
              ))}
              <button onClick={() => { close(); choose(everything) }}>all</button>
            </div>
            <form class="typed-time" onSubmit={submit(close)}>
              <label for="typed-time">Any time{clock === 'utc' ? ' (UTC)' : ''}</label>
              <input id="typed-time" value={typed} placeholder="yesterday 14:00 to yesterday 15:00" onInput={event => setTyped(event.currentTarget.value)} />
            </form>
            <Calendar range={range} zone={zoneOf(clock)} onChoose={chosen => { close(); choose(chosen) }} />
            <button onClick={() => move(0)}>Zoom out (twice as long)</button>
          </>
        )}
      </Menu>
      <button class="icon-button" aria-label="Later" title="Later" disabled={range.until === '' || endOf(range, Date.now()) >= Date.now()} onClick={() => move(1)}>›</button>
    </div>
  )
}

function Calendar({ range, zone, onChoose }: { range: Range; zone: Zone; onChoose(range: Range): void }) {
  const shown = (time: number | undefined) => (time === undefined ? undefined : showDateTime(time, zone).replace(' ', 'T'))
  const submit = (event: Event) => {
    event.preventDefault()
    const data = new FormData(event.currentTarget as HTMLFormElement)
    const chosen = between(String(data.get('from')), String(data.get('to')), Date.now(), zone)
    if (chosen) onChoose(chosen)
    else tell('The end must be after the beginning.')
  }
  return (
    <form class="calendar" onSubmit={submit}>
      <label>From <input type="datetime-local" name="from" step="1" defaultValue={shown(startOf(range, Date.now()))} /></label>
      <label>To <input type="datetime-local" name="to" step="1" defaultValue={range.until === '' ? undefined : shown(endOf(range, Date.now()))} /></label>
      <button type="submit">Show {zone === 'utc' ? '(UTC)' : ''}</button>
    </form>
  )
}

function LiveButton() {
  const state = live.value
  if (state === 'off') {
    return <button class="live" title="Follow what comes" disabled={failure.value !== undefined} onClick={() => (view.peek().range.until === '' ? resume() : choose(everything))}>○ Go live</button>
  }
  if (state === 'lost') return <button class="live is-lost" title="The connection is lost. It is opened again by itself, without a hole; click to try now." onClick={goOn}>◌ Reconnecting…</button>
  if (!isFollowing.value) return <button class="live is-paused" title="Space" onClick={resume}>▶ Resume{unseen.value > 0 ? ` · ${unseen.value.toLocaleString('en')} new` : ''}</button>
  return <button class="live is-on" title="New lines push the view. Space pauses." onClick={pause}>● Live</button>
}

function MoreMenu() {
  const { clock, wrap, showsMetadata, theme } = settings.value
  return (
    <Menu label="⋯" title="More">
      {close => (
        <>
          <button aria-pressed={wrap} onClick={() => change({ wrap: !wrap })}>Wrap lines <kbd>w</kbd></button>
          <button aria-pressed={showsMetadata} onClick={() => change({ showsMetadata: !showsMetadata })}>Show metadata</button>
          <button aria-pressed={showsSidebar.value} onClick={toggleSidebar}>Sidebar <kbd>b</kbd></button>
          <hr />
          {(['local', 'utc', 'relative'] as const).map(each => (
            <button key={each} aria-pressed={clock === each} onClick={() => change({ clock: each })}>{{ local: 'Local time', utc: 'UTC', relative: 'Time ago' }[each]}</button>
          ))}
          <hr />
          {(['system', 'dark', 'light'] as const).map(each => (
            <button key={each} aria-pressed={theme === each} onClick={() => change({ theme: each })}>{{ system: 'Theme of the system', dark: 'Dark', light: 'Light' }[each]}</button>
          ))}
          <hr />
          <a href={exportAddress(lineFilter.value, 'ndjson')} download="logs.ndjson" onClick={close}>Export all that match (NDJSON)</a>
          <a href={exportAddress(lineFilter.value, 'raw')} download="logs.txt" onClick={close}>Export the raw lines</a>
          <button onClick={() => { close(); exportShown() }}>Export the lines on this page</button>
          <button onClick={() => { close(); copyLink() }}>Copy a link to this <kbd>y</kbd></button>
          <button onClick={() => { close(); openSaveSearch() }}>Save this search…</button>
          <hr />
          <button onClick={() => { close(); openPalette() }}>Commands <kbd>Ctrl K</kbd></button>
          <button onClick={() => { close(); helpIsOpen.value = true }}>Help <kbd>?</kbd></button>
        </>
      )}
    </Menu>
  )
}
