import { describe, expect, test } from 'vitest'
import { type Check, type CheckDefinition, defineCheck } from './check.ts'
import type { Client, Mode } from './client.ts'
import { concerns, isOperator, type Place, roleOf, setUpFor } from './place.ts'
import { type Protocol, protocols, roles } from './subject.ts'
import { endpointAt } from './testing/subject.ts'

const operator: Place = { name: 'operator', domain: 'example.org' }
const names = Object.keys(protocols) as Protocol[]
const somewhere = { host: 'localhost', port: 25 }
const places: Place[] = [...names.map((protocol) => endpointAt(somewhere, protocol)), operator]

function checkOf(definition: Partial<CheckDefinition>): Check {
  return defineCheck({ id: 'x', roles, purpose: 'it works', run: async () => {}, ...definition })
}

test('A place is an endpoint, which plays the role of its protocol, or the operator', () => {
  expect(places.map((place) => [place.name, roleOf(place), isOperator(place)])).toEqual([
    ['smtp', 'smtp-server', false],
    ['submission', 'submission-server', false],
    ['submissions', 'submission-server', false],
    ['imap', 'imap-server', false],
    ['imaps', 'imap-server', false],
    ['pop3', 'pop3-server', false],
    ['pop3s', 'pop3-server', false],
    ['operator', 'operator', true],
  ])
})

describe('A check concerns', () => {
  test.each<[string, Partial<CheckDefinition>, string[]]>([
    ['endpoints with STARTTLS, if nothing is said', {}, ['smtp', 'submission', 'imap', 'pop3', 'operator']],
    [
      'endpoints with STARTTLS, if that is said',
      { ports: 'starttls' },
      ['smtp', 'submission', 'imap', 'pop3', 'operator'],
    ],
    [
      'endpoints where TLS comes first, if that is said',
      { ports: 'implicit-tls' },
      ['submissions', 'imaps', 'pop3s', 'operator'],
    ],
    ['both, if that is said', { ports: 'any' }, [...names, 'operator']],
    ['no roles but its own', { ports: 'any', roles: ['imap-server', 'smtp-server'] }, ['smtp', 'imap', 'imaps']],
    ['the operator alone', { roles: ['operator'] }, ['operator']],
    ['no server where it is about clients', { ports: 'any', roles: ['mua', 'smtp-client'] }, []],
  ])('%s', (_title, definition, expected) => {
    const check = checkOf(definition)
    expect(places.filter((place) => concerns(check, place)).map(({ name }) => name)).toEqual(expected)
  })
})

describe('The set-up of a check', () => {
  const [bare, mapped] = [endpointAt(somewhere), endpointAt(somewhere, 'smtp', 'tls-required')]

  test.each<[string, Partial<CheckDefinition>, Place, string]>([
    ['is its own', { setUp: 'tls-required' }, mapped, 'tls-required'],
    ['is its own, also where the endpoint does not have it', { setUp: 'tls-required' }, bare, 'tls-required'],
    ['is its own, where the default would do', { setUp: 'tls-required', orDefault: true }, mapped, 'tls-required'],
    ['is the default, where that will do', { setUp: 'tls-required', orDefault: true }, bare, 'default'],
    ['is the default for the operator', { setUp: 'tls-required' }, operator, 'default'],
  ])('%s', (_title, definition, place, expected) => {
    expect(setUpFor(checkOf(definition), place)).toBe(expected)
  })
})

describe('The mode in which a client is judged', () => {
  const client: Client = {
    role: 'mua',
    speaks: {},
    can: [],
    takes: [],
    complete: false,
    patterns: {},
    reaches: { address: '127.0.0.1', host: 'localhost' },
    perform: () => Promise.reject(new Error('is not launched')),
  }
  const having = (modes: readonly Mode[], protocol: Protocol = 'imap'): Place => {
    return { name: protocol, protocol, role: 'mua', client, modes }
  }

  test.each<[string, Partial<CheckDefinition>, Place, Mode]>([
    ['demands TLS', {}, having(['starttls-required']), 'starttls-required'],
    ['demands TLS, also where it cannot', {}, having(['starttls-if-possible']), 'starttls-required'],
    ['need not, where it cannot', { orIfPossible: true }, having(['starttls-if-possible']), 'starttls-if-possible'],
    [
      'demands TLS where it can',
      { orIfPossible: true },
      having(['starttls-if-possible', 'starttls-required']),
      'starttls-required',
    ],
    ['demands TLS where it uses none', { orIfPossible: true }, having(['cleartext']), 'starttls-required'],
    ['has TLS first', { orIfPossible: true }, having(['implicit'], 'imaps'), 'implicit'],
    ['is its own', { mode: 'cleartext' }, having(['starttls-if-possible']), 'cleartext'],
  ])('%s', (_title, definition, place, expected) => {
    expect(setUpFor(checkOf({ roles: ['mua'], ...definition }), place)).toBe(expected)
  })
})
