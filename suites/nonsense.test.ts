import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { uint, vector } from '../harness/hello/vectors.ts'
import { run } from '../harness/run.ts'
import { type Protocol, protocols } from '../harness/subject.ts'
import { failureOf } from '../harness/wire/tls-session.ts'
import { serverHelloWithoutExtensions } from '../servers/bugs/answering.ts'
import type { CommonPatch } from '../servers/bugs/family.ts'
import type { Patch } from '../servers/bugs/bug.ts'
import { startReference } from '../servers/reference/start.ts'
import { allChecks } from './checks.ts'

/** Says this where a handshake is due, and nothing more. */
const saying =
  (nonsense: () => Buffer): CommonPatch =>
  (Base) =>
    class extends Base {
      override async handshake() {
        await this.peer.bytes()
        this.peer.send(nonsense())
        return failureOf({ plaintext: Buffer.alloc(0) })
      }
    }

const handshakeMessage = (type: number, body: Buffer) =>
  Buffer.concat([Buffer.from([22, 3, 3]), vector(2, uint(1, type), vector(3, body))])

const nonsense: Record<string, () => Buffer> = {
  'text where TLS is due': () => Buffer.from('what is this?\r\nI do not know\r\n'),
  'bytes of no kind': () => randomBytes(400),
  'a TLS record without end': () => Buffer.concat([Buffer.from([22, 3, 3, 0x40, 0]), randomBytes(100)]),
  'a certificate that does not parse': () =>
    Buffer.concat([
      serverHelloWithoutExtensions(0x0303, 0xc02f),
      handshakeMessage(11, vector(3, vector(3, Buffer.from('this is no certificate')))),
    ]),
}

const cases = Object.keys(nonsense).flatMap((what) =>
  (Object.keys(protocols) as Protocol[]).map((protocol) => ({ what, protocol })),
)

// what it is accused of must be that TLS does not work there, by the checks of that
const accusing = /\/(starttls-works|tls-first|both-ports|starttls-needs-a-certificate|failed-handshake-\w+)$/

test.concurrent.for(cases)(
  '$what on $protocol is no error of ours, and no other fault',
  { timeout: 120_000 },
  async (one) => {
    const change = {
      name: 'nonsense',
      endpoint: one.protocol,
      patches: { [one.protocol]: saying(nonsense[one.what]!) as unknown as Patch },
    }
    await using subject = await startReference({ change, operator: false, setUps: ['default'] })
    const { results } = await run(subject, allChecks, { places: [one.protocol], setUps: ['default'], timeoutMs: 1500 })
    const accused = results.filter(({ verdict }) => verdict === 'fail').map(({ id }) => id)
    expect(accused.filter((id) => !accusing.test(id))).toEqual([])
    expect(results.filter(({ verdict }) => verdict === 'error')).toEqual([])
  },
)
