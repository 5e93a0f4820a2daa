import { once } from 'node:events'
import { describe, expect, test } from 'vitest'
import { clientBugs } from '../../clients/bugs/catalogue.ts'
import { referenceClient } from '../../clients/reference/client.ts'
import type { Client, Outcome } from '../../harness/client.ts'
import { run, type RunOptions } from '../../harness/run.ts'
import { referenceClientSubject } from '../client-subject.ts'
import { accountClientChecks } from '../rfc8314/client/account/checks.ts'

const reference = referenceClient()
const { smtp, imap, pop3 } = reference.speaks

/** The verdicts and reasons of the checks of accounts on a client like the reference. */
async function judge(
  difference: Partial<Client>,
  checks = accountClientChecks,
  options: RunOptions = {},
): Promise<Map<string, string>> {
  const subject = { ...referenceClientSubject(), clients: [{ ...reference, ...difference }] }
  const { results } = await run(subject, checks, { ...options, places: ['account'] })
  const name = (id: string) => id.slice(id.lastIndexOf('/') + 1)
  return new Map(results.map(({ id, verdict, reason }) => [name(id), `${verdict} ${reason?.text ?? ''}`.trim()]))
}

const worse = (verdicts: ReadonlyMap<string, string>) => [...verdicts].filter(([, text]) => text !== 'pass')

describe('The checks of accounts', () => {
  test('pass on the reference', async () => {
    expect(worse(await judge({}))).toEqual([])
  })

  test.each<[string, Partial<Client>, string[]]>([
    ['reads mail by POP3', { speaks: { smtp, pop3 } }, []],
    ['sends no mail', { speaks: { imap } }, ['srv-submissions']],
    [
      'knows STARTTLS only',
      { speaks: { smtp: ['starttls-required'], imap: ['starttls-required'], pop3: ['starttls-required'] } },
      ['srv-submissions'],
    ],
    [
      'knows implicit TLS only',
      { speaks: { smtp: ['implicit'], imap: ['implicit'], pop3: ['implicit'] } },
      ['tls-demanded-after-set-up'],
    ],
  ])('ask nothing more of a client that %s', async (_title, difference, spared) => {
    const protocols = ['priority-between-protocols', 'weight-between-protocols', 'protocol-kept']
    const both = difference.speaks?.imap && difference.speaks.pop3
    const verdicts = worse(await judge(difference))
    expect(verdicts.map(([name]) => name).toSorted()).toEqual([...spared, ...(both ? [] : protocols)].toSorted())
    for (const [, text] of verdicts) expect(text).toMatch(/^not-applicable /)
  })

  test('stay open about signs without a pattern', async () => {
    expect(worse(await judge({ patterns: {} }))).toEqual(
      [
        ['warning-before-cleartext', 'warning'],
        ['warning-before-test', 'warning'],
        ['tls-available', 'tls-available'],
        ['pin-not-confidential', 'confidential'],
      ].map(([name, sign]) => [name, expect.stringContaining(`inconclusive name a pattern for ${sign} under`)]),
    )
  })

  test.each<[string, Partial<Client>, string]>([
    ['cannot be told whom to ask', { takes: [] }, 'cannot be told which resolver to ask'],
    [
      'does nothing',
      { perform: () => Promise.resolve<Outcome>({ exitCode: 0, success: true, output: '' }) },
      'exit code 0',
    ],
  ])('accuse nobody who %s', async (_title, difference, why) => {
    for (const [, text] of await judge(difference)) expect(text).toMatch(new RegExp(`^inconclusive .*${why}`))
  })
})

test('Who hangs has refused nothing and left nothing undone: the checks of accounts are inconclusive then', async () => {
  const bug = clientBugs.find(({ name }) => name === 'knows-no-srv-ids')!
  const refusing = referenceClient({ patch: bug.patch })
  const hanging: Client['perform'] = async (request, signal) => {
    const outcome = await refusing.perform(request, signal)
    if (outcome.success) return outcome
    if (!signal.aborted) await once(signal, 'abort')
    return { ended: 'by-us', success: false, output: '' }
  }
  const srvId = accountClientChecks.filter(({ id }) => id.endsWith('/srv-id'))
  const verdict = async (perform: Client['perform'], timeoutMs: number) =>
    (await judge({ perform }, srvId, { timeoutMs })).get('srv-id')
  expect(await verdict(refusing.perform, 5000)).toMatch(/^fail the client refuses/)
  expect(await verdict(hanging, 1000)).toMatch(
    /^inconclusive the client refuses .*, but the client had no end of its own/,
  )
})
