import { describe, expect, test } from 'vitest'
import { clientBugs } from '../../clients/bugs/catalogue.ts'
import type { Patch } from '../../clients/reference/classes.ts'
import type { Client } from '../../harness/client.ts'
import type { Report } from '../../harness/report/report.ts'
import type { Language, Subject } from '../../harness/subject.ts'
import { certify } from '../certify.ts'
import { allChecks } from '../checks.ts'
import { referenceClientSubject } from '../client-subject.ts'

/** The reference client, or a changed one, as far as it has one mode: it uses STARTTLS, and cannot demand it. */
function cannotDemand(patch?: Patch, perform = (client: Client): Client['perform'] => client.perform): Subject {
  const { clients = [], ...subject } = referenceClientSubject({ patch })
  return {
    ...subject,
    clients: clients.map((client) => ({
      ...client,
      speaks: Object.fromEntries(Object.keys(client.speaks).map((language) => [language, ['starttls-if-possible']])),
      can: ['submit', 'fetch'] as const,
      perform: perform(client),
    })),
  }
}

const checks = allChecks.filter(({ orIfPossible }) => orIfPossible)

/** ms: certifications that share a thread, and the machine with other tests, take longer than one alone. */
const timeoutMs = 20_000

const verdictsOf = (report: Report) => new Set(report.checks.map(({ verdict }) => verdict))
const failed = (report: Report) =>
  report.checks.filter(({ verdict }) => verdict === 'fail').map(({ id, endpoint }) => `${id}@${endpoint}`)

/** What was left open, and why. */
const open = (report: Report) =>
  report.checks
    .flatMap(({ id, verdict, reason }) => (verdict === 'inconclusive' ? `${id}: ${reason?.text}` : []))
    .join('\n')

/** Goes on in cleartext on a connection of its own, whatever kept it from its task before (RFC 7435). */
const fallsBack =
  ({ perform }: Client): Client['perform'] =>
  async (request, signal) => {
    const outcome = await perform(request, signal)
    if (outcome.success || signal.aborted || !('mode' in request)) return outcome
    return await perform({ ...request, mode: 'cleartext' }, signal)
  }

const takesAnyCertificate: Patch = {
  session: (Base) =>
    class extends Base {
      override acceptable() {
        return true
      }
    },
}

// most of the time a client waits for an answer that is withheld
describe.concurrent('Who has STARTTLS where it is possible, and no mode that demands it,', () => {
  test('is judged by what binds whoever uses it, and conforms as the reference does', async () => {
    const report = await certify(cannotDemand(), { timeoutMs })
    expect({ exitCode: report.exitCode, compliance: report.compliance, failed: failed(report) }).toEqual({
      exitCode: 0,
      compliance: 'unconditionally compliant',
      failed: [],
    })
    const judged = new Set(report.checks.filter(({ verdict }) => verdict === 'pass').map(({ id }) => id))
    const ofAttacks = checks.filter(({ id }) => /injection|forgotten/.test(id)).map(({ id }) => id)
    expect(ofAttacks).toHaveLength(8)
    for (const id of ofAttacks) expect(judged, id).toContain(id)
  })

  test.each([
    ['falls back to cleartext', cannotDemand(undefined, fallsBack)],
    ['takes any certificate', cannotDemand(takesAnyCertificate)],
    ['does both', cannotDemand(takesAnyCertificate, fallsBack)],
  ])('is accused of nothing where it %s, as it may', async (_title, subject) => {
    const report = await certify(subject, { checks, timeoutMs })
    expect(failed(report)).toEqual([])
  })

  test.each([
    ['leaves-out-ehlo-inside-tls-as-client-on-smtp', ['rfc3207/client/ehlo-first-inside-tls@smtp']],
    // it gets its mail through without TLS
    ['wants-the-same-list-inside-tls', []],
  ])('is accused of nothing more with the bug %s where it falls back to cleartext', async (name, found) => {
    const { patch, place } = clientBugs.find((each) => each.name === name)!
    expect(failed(await certify(cannotDemand(patch, fallsBack), { checks, timeoutMs, places: [place] }))).toEqual(found)
  })

  test('is accused of nothing by these checks where it uses no TLS at all: they are inconclusive', async () => {
    const inCleartext =
      ({ perform }: Client): Client['perform'] =>
      (request, signal) =>
        perform('mode' in request ? { ...request, mode: 'cleartext' } : request, signal)
    const report = await certify(cannotDemand(undefined, inCleartext), { checks, timeoutMs })
    expect(verdictsOf(report)).toEqual(new Set(['inconclusive']))
    expect(report.checks[0]!.reason?.text).toMatch(/offers TLS, and the client goes on without it/)
  })

  test.each([
    ['keeps-its-buffer-as-client-on-submission', 'rfc3207/client/injection-whole-reply@submission'],
    ['keeps-its-buffer-as-client-on-smtp', 'rfc3207/client/injection-whole-reply@smtp'],
    ['keeps-partial-line-as-client-on-imap', 'rfc2595/client/injection-partial-reply@imap'],
    ['keeps-whole-lines-as-client-on-pop3', 'rfc2595/client/injection-whole-reply@pop3'],
    ['takes-capabilities-behind-go-ahead', 'rfc2595/client/injection-capabilities@imap'],
    ['keeps-extensions', 'rfc3207/client/extensions-forgotten@submission'],
  ])('is not compliant with the bug %s: %s fails', async (name, key) => {
    const { patch, place } = clientBugs.find((each) => each.name === name)!
    const report = await certify(cannotDemand(patch), { checks, timeoutMs, places: [place] })
    const { exitCode, compliance } = report
    expect({ exitCode, compliance }, open(report)).toEqual({
      exitCode: 1,
      compliance: 'not compliant',
    })
    expect(failed(report)).toContain(key)
  })

  // RFC 2595 is imported: what breaks it alone is a finding
  test.each([
    ['keeps-capabilities-of-imap', 'rfc2595/client/capabilities-forgotten@imap'],
    ['takes-capabilities-with-go-ahead', 'rfc2595/client/capabilities-with-go-ahead@imap'],
  ])('fails with the bug %s nothing but %s', async (name, key) => {
    const { patch, place } = clientBugs.find((each) => each.name === name)!
    expect(failed(await certify(cannotDemand(patch), { checks, timeoutMs, places: [place] }))).toEqual([key])
  })
})

test('Who can demand TLS, too, is judged where it does, by all checks', async () => {
  const languages: readonly Language[] = ['smtp', 'imap', 'pop3']
  const modes = ['starttls-if-possible', 'starttls-required'] as const
  const { clients = [], ...subject } = cannotDemand()
  const speaks = Object.fromEntries(languages.map((language) => [language, modes]))
  const report = await certify({ ...subject, clients: [{ ...clients[0]!, speaks }] }, { checks, timeoutMs })
  expect(new Set(report.checks.map(({ setUp }) => setUp))).toEqual(new Set(['starttls-required']))
})
