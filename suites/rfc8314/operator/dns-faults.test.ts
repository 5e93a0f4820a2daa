import { describe, expect, test } from 'vitest'
import type { Misbehaviour, Zone } from '../../../harness/dns/zone.ts'
import { run, type RunOutcome } from '../../../harness/run.ts'
import type { Subject } from '../../../harness/subject.ts'
import { operatorVariant } from '../../../servers/bugs/bug.ts'
import { cutOff, isSrv } from '../../../servers/bugs/operator/edit-zone.ts'
import { startReference } from '../../../servers/reference/start.ts'
import { operatorChecks } from './checks.ts'

/** What the operator's checks say of the reference where DNS says something else. */
async function judged(
  zone: (zone: Zone) => Zone | Zone[],
  { change, timeoutMs = 4000 }: { change?: (subject: Subject) => Subject; timeoutMs?: number } = {},
): Promise<RunOutcome> {
  const named = operatorVariant({ name: 'faulty-dns', zone })
  await using subject = await startReference({ change: named, setUps: ['default'] })
  return await run(change?.(subject) ?? subject, operatorChecks, { timeoutMs, places: [subject.operator!.name] })
}

const verdictsOf = ({ results }: RunOutcome) =>
  Object.fromEntries(results.map(({ id, verdict }) => [id.split('/').at(-1), verdict]))
const reasonsOf = ({ results }: RunOutcome) =>
  new Set(results.filter(({ verdict }) => verdict === 'inconclusive').map(({ reason }) => reason!.text))

const aboutDns = [
  'srv-published',
  'srv-targets',
  'srv-for-imap-and-pop3',
  'tls-before-cleartext',
  'implicit-tls-before-starttls',
  'implicit-tls-first',
  'mx-published',
  'records-signed',
  'tlsa-published',
  'tlsa-signed',
  'certificates-suit-srv',
]

describe('A domain about which DNS', () => {
  test.for<[Misbehaviour, string]>([
    ['silent', 'found none within 1800 ms'],
    ['servfail', 'found SERVFAIL'],
    ['truncates', 'found it truncated by TCP too'],
    ['loops', 'expected an end of the aliases'],
    ['garbage', 'expected a DNS message'],
    ['wrong-id', 'found answers to other questions only'],
  ])('misbehaves (%s) leaves what DNS decides open, and says what to do', async ([misbehaves, text]) => {
    const outcome = await judged((zone) => ({ ...zone, misbehaves }))
    const verdicts = verdictsOf(outcome)
    for (const id of aboutDns) expect([id, verdicts[id]]).toEqual([id, 'inconclusive'])
    // what the endpoints show does not depend on DNS
    expect(verdicts['certificates-valid']).toBe('pass')
    expect(Object.values(verdicts)).not.toContain('fail')
    expect(Object.values(verdicts)).not.toContain('error')
    for (const reason of reasonsOf(outcome)) expect(reason).toContain(text)
    expect(outcome.problems).toEqual([
      { endpoint: 'example.org', reason: { code: expect.any(String), text: expect.stringContaining('--resolver') } },
    ])
  })

  test('fails for SRV only is judged by the rest', async () => {
    const outcome = await judged((zone) => {
      const [rest, services] = cutOff(zone, `_tcp.${zone.origin}`, (record) => isSrv(record)) as [Zone, Zone]
      return [rest, { ...services, misbehaves: 'servfail' }]
    })
    const verdicts = verdictsOf(outcome)
    expect(verdicts).toMatchObject({
      'mx-published': 'pass',
      'srv-published': 'inconclusive',
      'srv-targets': 'inconclusive',
      'implicit-tls-first': 'inconclusive',
      'implicit-tls-for-each-service': 'pass',
    })
    expect(Object.values(verdicts)).not.toContain('fail')
    for (const reason of reasonsOf(outcome)) expect(reason).toContain('signatures are wrong (bogus)')
    expect(outcome.problems).toEqual([])
  })

  test('fails for a host only leaves what is about that open', async () => {
    const outcome = await judged((zone) => {
      const [rest, host] = cutOff(zone, `mail.${zone.origin}`, ({ name }) => name.endsWith('mail.example.org'))
      return [rest!, { ...host!, misbehaves: 'servfail' }]
    })
    expect(verdictsOf(outcome)).toMatchObject({
      'srv-published': 'pass',
      'srv-targets': 'inconclusive',
      'records-signed': 'inconclusive',
      'tlsa-signed': 'inconclusive',
      'implicit-tls-first': 'pass',
    })
    expect(Object.values(verdictsOf(outcome))).not.toContain('fail')
  })
})

test('Without a domain the operator is judged by the endpoints alone', async () => {
  const outcome = await judged((zone) => zone, {
    change: (subject) => ({ ...subject, operator: { name: 'example.org' } }),
  })
  const verdicts = verdictsOf(outcome)
  for (const id of aboutDns) expect([id, verdicts[id]]).toEqual([id, 'inconclusive'])
  expect([...reasonsOf(outcome)]).toEqual(['no mail domain was given: name one with --domain'])
  expect(Object.values(verdicts).filter((verdict) => verdict === 'pass')).toHaveLength(15)
  expect(outcome.problems).toEqual([])
})

test('With a domain alone the operator is judged by the servers that its SRV records name', async () => {
  const outcome = await judged((zone) => zone, { change: (subject) => ({ ...subject, endpoints: [] }) })
  const open = outcome.results.filter(({ verdict }) => verdict !== 'pass')
  // port 25 is named by MX, for other servers
  expect(open.map(({ id, verdict }) => [id, verdict])).toEqual([
    ['rfc8314/operator/submission-on-port-25', 'inconclusive'],
  ])
  // the account is not for servers that only DNS names
  const said = outcome.results.flatMap(({ dialogue }) => dialogue).filter((line) => line.startsWith('C: '))
  expect(said.filter((line) => /redacted|PASS|LOGIN "|correct-horse/.test(line))).toEqual([])
})
