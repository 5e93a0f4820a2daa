import { describe, expect, test } from 'vitest'
import { type CheckDefinition, defineCheck, replayOf } from './check.ts'
import { roles } from './subject.ts'
import { subjectOf } from './testing/subject.ts'

const written = { id: 'small/check', purpose: 'it works', run: async () => {} } as const

describe('What a check decides', () => {
  test('is the same for all its roles, where nothing else is said', () => {
    const check = defineCheck({ ...written, roles: ['smtp-server', 'imap-server'], decides: ['a', 'b'] })
    expect(check).toMatchObject({ kind: 'decides', requirements: ['a', 'b'] })
    expect(check.requirementsOf('smtp-server')).toEqual(['a', 'b'])
    expect(check.requirementsOf('imap-server')).toEqual(['a', 'b'])
  })

  test('may differ by role', () => {
    const check = defineCheck({
      ...written,
      roles: ['submission-server', 'imap-server', 'pop3-server'],
      decides: { 'submission-server': ['a', 'b'], 'imap-server': ['b', 'c'] },
    })
    expect(check.kind).toBe('decides')
    expect(check.requirementsOf('submission-server')).toEqual(['a', 'b'])
    expect(check.requirementsOf('imap-server')).toEqual(['b', 'c'])
    expect(check.requirementsOf('pop3-server')).toEqual([])
    expect(check.requirements).toEqual(['a', 'b', 'c'])
  })

  test('is not counted for roles that it does not have', () => {
    const check = defineCheck({
      ...written,
      roles: ['imap-server'],
      decides: { 'imap-server': ['a'], 'smtp-server': ['b'] },
    })
    expect(check.requirements).toEqual(['a'])
  })

  test('may be recorded only, by role, too', () => {
    const check = defineCheck({ ...written, roles: ['imap-server', 'operator'], records: { operator: ['a'] } })
    expect(check).toMatchObject({ kind: 'records', requirements: ['a'] })
    expect(check.requirementsOf('operator')).toEqual(['a'])
    expect(check.requirementsOf('imap-server')).toEqual([])
  })

  test('may be nothing', () => {
    const check = defineCheck({ ...written, roles: ['imap-server'] })
    expect(check).toMatchObject({ kind: 'records', requirements: [] })
    expect(roles.flatMap((role) => check.requirementsOf(role))).toEqual([])
  })
})

test('A check is completed: STARTTLS, the default set-up, no harm, two connections', () => {
  expect(defineCheck({ ...written, roles: ['smtp-server'] })).toMatchObject({
    ports: 'starttls',
    setUp: 'default',
    harms: [],
    connections: 2,
  })
  const own = { ports: 'any', setUp: 'tls-required', harms: ['sends-mail'], connections: 1 } as const
  const check = defineCheck({ ...written, roles: ['smtp-server'], ...own } satisfies CheckDefinition)
  expect(check).toMatchObject({ ...written, ...own })
  expect(Object.keys(check)).not.toContain('decides')
})

test('A check is replayed alone, on the same subject', () => {
  const check = defineCheck({ ...written, roles: ['smtp-server'] })
  expect(replayOf(check, subjectOf([]))).toBe('mailtls certify --server small --check small/check')
  expect(replayOf(check, subjectOf([], { arguments: '' }))).toBe('mailtls certify --check small/check')
})
