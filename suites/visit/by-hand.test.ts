import { expect, test } from 'vitest'
import { commandClient } from '../../clients/command/command-client.ts'
import { clientHello } from '../../harness/hello/client-hello.ts'
import { suiteByName } from '../../harness/hello/suites.ts'
import { run } from '../../harness/run.ts'
import { harms, type Subject } from '../../harness/subject.ts'
import { allChecks } from '../checks.ts'

const hello = clientHello({
  version: 'TLSv1.2',
  suites: [suiteByName('TLS_DHE_RSA_WITH_AES_128_GCM_SHA256'), suiteByName('TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256')],
})

/** Offers TLS, and then says nothing and stays for ever. */
const hangs = `'${process.execPath}' -e '
  require("net").connect(Number(process.argv[1]), process.argv[2]).write(Buffer.from("${hello.toString('hex')}", "hex"))
  setInterval(() => {}, 1000)' -- {port} {host}`

test('A client that hangs in the handshake is ended by us, which is no answer of its own', async () => {
  const subject: Subject = {
    name: 'a client that hangs',
    endpoints: [],
    clients: [commandClient({ role: 'mua', submit: { implicit: hangs } })],
    allow: harms,
    arguments: '--client-command …',
  }
  const wanted = ['rfc8314/client/protocol-version-alert', 'rfc8314/client/finite-field-dh-refused']
  const checks = allChecks.filter(({ id }) => wanted.includes(id))
  const { results } = await run(subject, checks, { timeoutMs: 4000 })
  expect(results.map(({ id, verdict, reason }) => [id, verdict, reason?.code])).toEqual(
    wanted.map((id) => [id, 'inconclusive', 'hung']),
  )
})
