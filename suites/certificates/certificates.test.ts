import { expect, test } from 'vitest'
import { createAuthority } from '../../certs/authority.ts'
import { clientBugs } from '../../clients/bugs/catalogue.ts'
import type { Patch } from '../../clients/reference/classes.ts'
import { referenceClient } from '../../clients/reference/client.ts'
import { presentedNames } from '../../clients/reference/presented-names.ts'
import { run } from '../../harness/run.ts'
import { allChecks } from '../checks.ts'
import { referenceClientSubject } from '../client-subject.ts'
import { X509Certificate } from 'node:crypto'
import { rightNames, wrongNames } from './names.ts'

const host = 'host.docker.internal'
const authority = await createAuthority()

async function namesIn(name: string) {
  const presented = [...wrongNames, ...rightNames].find((each) => each.name === name)!
  const certificates = presented.certificates(host, '172.17.0.1')
  const issued = await Promise.all(certificates.map((each) => authority.issue(each)))
  return issued.map(({ cert }) => presentedNames(new X509Certificate(cert).raw))
}

test.for([
  ['wrong-name', [{ dns: ['other.example.test'] }]],
  ['ip-only', [{ dns: [], ip: ['172.17.0.1'] }]],
  ['cn-beside-other-name', [{ cn: [host], dns: ['other.example.test'] }]],
  ['name-with-suffix', [{ dns: [`${host}.evil.test`] }]],
  ['name-with-nul', [{ dns: [`${host}\0.evil.test`] }]],
  ['wildcard-partial', [{ dns: ['h*.docker.internal'] }, { dns: ['*t.docker.internal'] }]],
  ['wildcard-not-left-most', [{ dns: ['host.*.internal'] }]],
  ['wildcard-for-two-labels', [{ dns: ['*.internal'] }]],
  ['wildcard-for-no-label', [{ dns: [`*.${host}`] }]],
  ['cn-unrelated', [{ cn: ['Mail Server'], dns: [host] }]],
] as const)('%s is made for the host of the client', async ([name, names]) => {
  expect(await namesIn(name)).toMatchObject(names)
})

test('No name that is wrong stands in a common name, too, unless that is the point', async () => {
  for (const { name } of wrongNames.filter((each) => each.name !== 'cn-beside-other-name')) {
    for (const { cn } of await namesIn(name)) expect([name, ...cn]).not.toContain(host)
  }
})

/** Compares a name of one label exactly, as Ruby does. */
const exactWithoutDot: Patch = {
  verifier: (Base) =>
    class extends Base {
      override matchesDns(presented: string, name: string) {
        return presented.includes('.') ? super.matchesDns(presented, name) : presented === name
      }
    },
}

const { patch: mindsCapitals } = clientBugs.find(({ name }) => name === 'minds-capitals-as-client-on-submissions')!

test.for<[string, Patch | undefined, string, string]>([
  ['name-in-capitals', exactWithoutDot, 'localhost', 'not-applicable'],
  ['name-in-capitals', mindsCapitals, 'localhost', 'not-applicable'],
  ['name-in-capitals', exactWithoutDot, 'mail.test', 'pass'],
  ['name-in-capitals', mindsCapitals, 'mail.test', 'fail'],
  ['wildcard-partial', undefined, 'localhost', 'pass'],
  ['wildcard-not-left-most', undefined, 'mail.test', 'not-applicable'],
  ['wildcard-for-two-labels', undefined, 'mail.test', 'not-applicable'],
  ['wildcard', undefined, 'mail.test', 'not-applicable'],
  ['wildcard', undefined, host, 'pass'],
])('%s needs as many labels as its rule speaks of: %j told %s is %s', async ([name, patch, given, verdict]) => {
  const client = { ...referenceClient({ patch }), reaches: { address: '127.0.0.1', host: given } }
  const checks = allChecks.filter(({ id }) => id === `rfc8314/client/certificate-${name}`)
  const { results } = await run({ ...referenceClientSubject(), clients: [client] }, checks, { places: ['submissions'] })
  expect(results.map((result) => result.verdict)).toEqual([verdict])
  if (verdict === 'not-applicable') expect(results[0]!.reason!.text).toContain(`the client is given "${given}"`)
})

/** Takes the address of the host for what the user named. */
const { patch: seeksTheAddress } = clientBugs.find(({ name }) => name.startsWith('seeks-the-address'))!

test.for([
  ['certificate-ip-only', 'fail'],
  ['certificate-cn-unrelated', 'inconclusive'],
  ['certificate-name-in-capitals', 'inconclusive'],
  ['internationalized-name', 'inconclusive'],
] as const)('A client that looks for the address is told so, and of nothing else: %s', async ([name, verdict]) => {
  const checks = allChecks.filter(({ id }) => id === `rfc8314/client/${name}`)
  const subject = referenceClientSubject({ patch: seeksTheAddress })
  const { results } = await run(subject, checks, { places: ['submissions'] })
  expect(results.map((result) => [result.verdict, result.reason?.code])).toEqual([
    [verdict, verdict === 'inconclusive' ? 'control-failed' : expect.anything()],
  ])
})
