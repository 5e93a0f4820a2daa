import { expect, test } from 'vitest'
import { clientBugs } from '../../../../clients/bugs/catalogue.ts'
import { run } from '../../../../harness/run.ts'
import { referenceClientSubject } from '../../../client-subject.ts'
import { logsInByCertificate } from './client-certificates.ts'

const { patch } = clientBugs.find(({ name }) => name.startsWith('knows-no-external'))!

test.each([
  [false, 'fail violation'],
  [true, 'inconclusive not-declared'],
])('EXTERNAL that is not used, where the client has a password, too: %s', async (choosesCredentials, expected) => {
  const { clients = [], ...subject } = referenceClientSubject({ patch })
  const changed = clients.map((client) => ({ ...client, choosesCredentials }))
  const { results } = await run({ ...subject, clients: changed }, [logsInByCertificate], { places: ['submissions'] })
  expect(results.map(({ verdict, reason }) => `${verdict} ${reason?.code}`)).toEqual([expected])
})
