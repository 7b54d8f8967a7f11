import { describe, expect, it } from 'vitest'
import type { Container } from '../api/client'
import { groupsOf } from './groups'

const of = (container_name: string, change: Partial<Container> = {}): Container =>
  ({ container_name, container_id: '', image: '', project: '', service: '', host: 'a', state: 'running', running: true, lines: 1, errors: 0, last_line: null, ...change })

const shown = (containers: Container[]) => groupsOf(containers).map(({ host, project, members }) => [host, project, ...members.map(each => `${each.container_name} ${each.state}`)])

describe('the groups of the sidebar', () => {
  it('are the projects by name, the containers of none last, the running ones first', () => {
    const gone = { state: 'gone', running: false }
    expect(shown([of('z'), of('shop-b', { project: 'shop' }), of('shop-a', { project: 'shop', ...gone }), of('home-a', { project: 'home' })])).toEqual([
      ['', 'home', 'home-a running'],
      ['', 'shop', 'shop-b running', 'shop-a gone'],
      ['', '', 'z running'],
    ])
  })

  it('have a container that was made anew once', () => {
    const gone = { state: 'gone', running: false, last_line: '2026-11-02T00:00:00Z' }
    expect(shown([of('web', gone), of('web'), of('web', gone)])).toEqual([['', '', 'web running']])
    expect(shown([of('web', gone), of('web', { state: 'exited', running: false })])).toEqual([['', '', 'web exited']])
  })

  it('tell hosts apart where there are several', () => {
    expect(shown([of('web', { host: 'b' }), of('web'), of('new', { host: '' })])).toEqual([['', '', 'new running'], ['a', '', 'web running'], ['b', '', 'web running']])
  })
})
