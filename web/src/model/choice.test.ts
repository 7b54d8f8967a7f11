import { describe, expect, it } from 'vitest'
import { chosen, containerTerm, type Choice } from './choice'

const known = [
  { container_name: 'shop-web', project: 'shop' },
  { container_name: 'shop-api', project: 'shop' },
  { container_name: 'mailer', project: '' },
  { container_name: 'db', project: '' },
  { container_name: 'db-backup', project: '' },
]

const container = (query: string, name: string, how: Choice, host = '') => chosen(query, { host, project: '', container: name }, how, known)
const project = (query: string, name: string, how: Choice, host = '') => chosen(query, { host, project: name, container: '' }, how, known)

describe('a container', () => {
  it('is shown alone, in place of what was chosen before', () => {
    expect(container('', 'mailer', 'only')).toBe('container:mailer')
    expect(container('error container:in(mailer, shop-web)', 'shop-api', 'only')).toBe('error container:shop-api')
    expect(container('error project:shop', 'mailer', 'only')).toBe('error container:mailer')
    expect(container('-container:mailer', 'mailer', 'only')).toBe('container:mailer')
    expect(container('host:a', 'mailer', 'only')).toBe('host:a container:mailer')
  })

  it('is let go by a second click', () => {
    expect(container('error container:mailer', 'mailer', 'only')).toBe('error')
    expect(container('container:=db', 'db', 'only')).toBe('')
  })

  it('is named exactly where another has its name in it', () => {
    expect(containerTerm('db', known)).toBe('container:=db')
    expect(containerTerm('db-backup', known)).toBe('container:db-backup')
    expect(container('', 'db', 'only')).toBe('container:=db')
    expect(container('', 'db', 'not')).toBe('-container:=db')
  })

  it('comes beside others, and goes', () => {
    expect(container('container:mailer', 'shop-api', 'also')).toBe('container:in(mailer, shop-api)')
    expect(container('container:in(mailer, shop-api)', 'mailer', 'also')).toBe('container:shop-api')
    expect(container('-container:mailer', 'mailer', 'also')).toBe('container:mailer')
  })

  it('comes beside those of a project, and goes from among them', () => {
    expect(container('project:shop', 'mailer', 'also')).toBe('container:in(shop-web, shop-api, mailer)')
    expect(container('project:shop', 'shop-web', 'also')).toBe('container:shop-api')
  })

  it('is left out, and taken in again', () => {
    expect(container('error', 'mailer', 'not')).toBe('error -container:mailer')
    expect(container('container:in(mailer, shop-api)', 'mailer', 'not')).toBe('container:shop-api -container:mailer')
    expect(container('error -container:mailer', 'mailer', 'not')).toBe('error')
  })

  it('is one of its host where there are several', () => expect(container('host:b', 'mailer', 'only', 'a')).toBe('host:a container:mailer'))
})

describe('a project', () => {
  it('is shown alone, in place of a container, and let go by a second click', () => {
    expect(project('container:mailer error', 'shop', 'only')).toBe('error project:shop')
    expect(project('error project:shop', 'shop', 'only')).toBe('error')
  })

  it('comes beside others', () => {
    expect(project('project:shop', 'home', 'also')).toBe('project:in(shop, home)')
    expect(project('container:mailer', 'shop', 'also')).toBe('container:in(mailer, shop-web, shop-api)')
  })

  it('is left out, and taken in again', () => {
    expect(project('', 'shop', 'not')).toBe('-project:shop')
    expect(project('-project:shop', 'shop', 'not')).toBe('')
  })

  it('is one of its host where there are several, or all of the host', () => {
    expect(project('', 'shop', 'only', 'a')).toBe('host:a project:shop')
    expect(project('host:a project:shop', 'shop', 'only', 'a')).toBe('')
    expect(project('', '', 'only', 'a')).toBe('host:a')
  })
})
