import * as fc from 'fast-check'
import { describe, expect } from 'vitest'
import { Recording, type Side } from '../recording.ts'
import { type Protocol, protocols } from '../subject.ts'
import { bytes } from '../testing/arbitraries.ts'
import { type Packet, packetsIn } from '../testing/pcapng-reader.ts'
import { property } from '../testing/property.ts'
import { captureOf } from './capture.ts'

const port = fc.nat(0xffff)
const address = fc.oneof(fc.ipV4(), fc.constant(''))
const ends = fc.oneof(fc.tuple(address, address), fc.tuple(fc.ipV6(), fc.ipV6())).chain(([client, server]) =>
  fc.record({
    client: fc.record({ address: fc.constant(client), port }),
    server: fc.record({ address: fc.constant(server), port }),
    protocol: fc.option(fc.constantFrom(...(Object.keys(protocols) as Protocol[])), { nil: undefined }),
  }),
)
const side = fc.constantFrom<Side>('C', 'S')
const event = fc.oneof(
  fc.record({
    side,
    layer: fc.constant('tcp' as const),
    data: fc.oneof(
      bytes(),
      bytes(4).map((few) => Buffer.concat(Array<Buffer>(999).fill(few))),
    ),
  }),
  fc.record({ side, layer: fc.constant('note' as const), text: fc.string() }),
  fc.record({ side, layer: fc.constant('end' as const), end: fc.constantFrom('fin' as const, 'rst' as const) }),
  fc.record({ side, layer: fc.constant('secret' as const), line: bytes() }),
)
const connections = fc.array(fc.tuple(ends, fc.array(event, { maxLength: 12 })), { minLength: 1, maxLength: 3 })

/** As the address of a packet shows it. */
function shown(address: string, { version }: Packet): string {
  if (version === 4) return address === '' ? '0.0.0.0' : address
  return new URL(`http://[${address}]`).hostname.slice(1, -1)
}

describe('Captures', () => {
  property(
    'A recording is read back from its capture: addresses, bytes, ends and secrets',
    [connections, fc.string()],
    (model, comment) => {
      const recording = new Recording({ keepsSecrets: true })
      for (const [ends, events] of model) {
        const connection = recording.nextConnection()
        recording.add(connection, 'C', { layer: 'open', ...ends })
        for (const { side, ...each } of events) recording.add(connection, side, each)
      }
      const { packets, keyLog } = packetsIn(captureOf(recording, comment)!)
      const lines = model.flatMap(([, events]) =>
        events.flatMap((each) => (each.layer === 'secret' ? [each.line] : [])),
      )
      expect(keyLog).toEqual(Buffer.concat(lines))
      for (const [i, [{ client, server, protocol }, events]] of model.entries()) {
        const own = packets.filter(({ connection }) => connection === i + 1)
        expect(own.every(({ checksumsHold }) => checksumsHold)).toBe(true)
        const [first] = own
        expect([first!.from, first!.to]).toEqual([
          { address: shown(client.address, first!), port: client.port },
          { address: shown(server.address, first!), port: protocol ? protocols[protocol].port : server.port },
        ])
        for (const side of ['C', 'S'] as const) {
          const said = events.filter((each) => each.side === side)
          const sent = own.filter((packet) => packet.side === side)
          const data = said.flatMap((each) => (each.layer === 'tcp' ? [each.data] : []))
          expect(Buffer.concat(sent.map(({ payload }) => payload))).toEqual(Buffer.concat(data))
          expect(sent.filter(({ ends }) => ends).map(({ ends }) => ends)).toEqual(
            said.flatMap((each) => (each.layer === 'end' ? [each.end] : [])),
          )
          let next = sent[0]!.sequence
          for (const { sequence, length } of sent) {
            expect(sequence).toBe(next)
            next = (sequence + length) >>> 0
          }
        }
      }
    },
    { usual: 500 },
  )
})
