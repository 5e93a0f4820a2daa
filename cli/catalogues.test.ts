import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { clientBugs } from '../clients/bugs/catalogue.ts'
import { clientVariants } from '../clients/variants/catalogue.ts'
import { bugs } from '../servers/bugs/catalogue.ts'
import { variants } from '../servers/variants/catalogue.ts'
import { allChecks } from '../suites/checks.ts'
import { ledger } from '../suites/ledger.ts'
import { mailtls } from './testing/run-cli.ts'

const held = {
  requirements: ledger.map(({ id }) => id),
  checks: allChecks.map(({ id }) => id),
  bugs: [...bugs, ...clientBugs].map(({ name }) => name),
  variants: [...variants, ...clientVariants].map(({ name }) => name),
}

describe.concurrent.each(Object.entries(held))('mailtls list %s', (what, names) => {
  test('tells people one line for each, with its name first', async ({ expect }) => {
    const { exitCode, stdout } = await mailtls(['list', what])
    const first = stdout
      .trimEnd()
      .split('\n')
      .map((line) => line.split(' ')[0])
    expect({ exitCode, first }).toEqual({ exitCode: 0, first: names })
  })

  test('tells scripts as many', async ({ expect }) => {
    const { stdout } = await mailtls(['list', what, '--reporter', 'json'])
    expect((JSON.parse(stdout) as unknown[]).length).toBe(names.length)
  })
})

describe.concurrent('mailtls explain', () => {
  test.for([
    'rfc3207-6-2',
    'rfc3207/server/injection-partial-line',
    'speaks-before-the-handshake-as-client-on-imap',
    'keeps-partial-line',
    'answers-554-after-failed-handshake',
    clientVariants[0]!.name,
  ])('tells about %s', async (id, { expect }) => {
    const { exitCode, stdout } = await mailtls(['explain', id])
    expect({ exitCode, stdout }).toMatchSnapshot()
  })
})

test('The README counts what there is', () => {
  const readme = readFileSync(join(import.meta.dirname, '../README.md'), 'utf8').replaceAll(/\s+/g, ' ')
  const ofClients = allChecks.filter(({ roles }) => roles.every((role) => role === 'mua' || role === 'smtp-client'))
  const found = [
    /(\d+) checks of servers and operators, (\d+) of clients/,
    /all (\d+) requirements/,
    /(\d+) bugs/,
    /(\d+) variants/,
  ].map((counts) => counts.exec(readme)?.slice(1).map(Number))
  expect(found).toEqual([
    [allChecks.length - ofClients.length, ofClients.length],
    [ledger.length],
    [held.bugs.length],
    [held.variants.length],
  ])
})
