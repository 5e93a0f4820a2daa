import { expect, test } from 'vitest'
import { createAuthority } from '../../certs/authority.ts'
import { presentedNames } from '../../clients/reference/presented-names.ts'
import { X509Certificate } from 'node:crypto'
import { rightNames, wrongNames } from './names.ts'
import { withoutLabels } from './shown.ts'

const host = 'host.docker.internal'
const authority = await createAuthority()

async function namesIn(name: string, given = host) {
  const presented = [...wrongNames, ...rightNames].find((each) => each.name === name)!
  const certificates = presented.certificates(given, '172.17.0.1') ?? []
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

test('A wildcard needs three labels, but for one that is part of a label', async () => {
  expect(await namesIn('wildcard-not-left-most', 'localhost')).toEqual([])
  expect(await namesIn('wildcard-for-two-labels', 'localhost')).toEqual([])
  expect(await namesIn('wildcard-partial', 'localhost')).toMatchObject([{ dns: ['l*'] }, { dns: ['*t'] }])
  expect(withoutLabels('localhost')).toContain('"localhost"')
})
