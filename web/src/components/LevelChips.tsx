import { levels, type Level } from '../model/record'
import { levelsOf, withLevels } from '../model/query'
import { showCount } from '../model/numbers'
import { levelCounts } from '../state/overview'
import { search, view } from '../state/view'

function toggle(level: Level) {
  const shown = levelsOf(view.peek().query)
  const isOnly = shown.length === 1 && shown[0] === level
  search(withLevels(view.peek().query, isOnly ? levels : shown.includes(level) ? shown.filter(each => each !== level) : [...shown, level]))
}

const only = (level: Level) => search(withLevels(view.peek().query, [level]))

/** A click leaves a level out or takes it in, two mean only this one. */
export function LevelChips() {
  const shown = levelsOf(view.value.query)
  return (
    <div class="levels" role="group" aria-label="Levels">
      {[...levels].reverse().map(level => {
        const count = levelCounts.value[level] ?? 0
        const isOn = shown.includes(level)
        if (count === 0 && level !== 'ERROR') return null
        return (
          <button
            key={level} class={`chip level-${level.toLowerCase()}`} aria-pressed={isOn} title={`Click: ${isOn ? 'leave out' : 'show'} ${level}. Double-click: only ${level}.`}
            onClick={() => toggle(level)} onDblClick={() => only(level)}
          >
            {level} <span class="count">{showCount(count)}</span>
          </button>
        )
      })}
    </div>
  )
}
