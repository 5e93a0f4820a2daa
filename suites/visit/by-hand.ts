import { type ClientOffer, readClientHello } from '../../harness/hello/client-offer.ts'
import type { Peer } from '../../harness/peer.ts'
import { alertText, RecordReader, recordType } from '../../harness/wire/tls-records.ts'
import { failureOf } from '../../harness/wire/tls-session.ts'
import type { CommonPatch } from '../../servers/bugs/family.ts'
import type { Encounter } from './encounter.ts'

/** What a client made of a server's part of a handshake that was made by hand. */
export type ClientAnswer = { kind: 'goes-on' } | { kind: 'alert'; name: string } | { kind: 'ends'; by: 'fin' | 'rst' }

/** A server that answers each ClientHello by hand, and what came of that on each connection. */
export interface ByHand {
  patch: CommonPatch
  answers: readonly ClientAnswer[]
}

/** Answers a ClientHello by hand, where `answer` returns anything, and ends the handshake after the client's turn. */
export function byHand(answer: (offer: ClientOffer) => Buffer | undefined): ByHand {
  const answers: ClientAnswer[] = []
  const patch: CommonPatch = (Base) =>
    class extends Base {
      override async handshake() {
        const offer = await offerFrom(this.peer)
        const bytes = offer && answer(offer)
        if (!bytes) return await super.handshake()
        this.peer.leftover()
        this.peer.send(bytes)
        answers.push(await answerFrom(this.peer))
        return failureOf({ plaintext: Buffer.alloc(0) })
      }
    }
  return { patch, answers }
}

/** The client's first answer; inconclusive where it began no handshake, or ended only because it was ended. */
export function answerIn(
  { inconclusive, throwUnlessEnded }: Pick<Encounter, 'inconclusive' | 'throwUnlessEnded'>,
  { answers: [answer] }: ByHand,
): ClientAnswer {
  if (!answer) return inconclusive('no-handshake', 'the client begins no handshake')
  if (answer.kind === 'ends') throwUnlessEnded("the client says nothing to the server's part of the handshake")
  return answer
}

/** Reads a ClientHello and leaves it unread; undefined where none comes. */
async function offerFrom(peer: Peer): Promise<ClientOffer | undefined> {
  let bytes: Buffer = Buffer.alloc(0)
  for (;;) {
    const more = await peer.bytes()
    bytes = Buffer.concat([bytes, more])
    const hello = readClientHello(bytes)
    if (!hello && more.length > 0 && bytes.length < maximumHello) continue
    peer.unread(bytes)
    return hello?.kind === 'tls' ? hello : undefined
  }
}

const maximumHello = 64 * 1024

/** What a client says for itself: an alert, the end, or its own part of the handshake. */
async function answerFrom(peer: Peer): Promise<ClientAnswer> {
  const reader = new RecordReader()
  for (;;) {
    const bytes = await peer.bytes()
    if (bytes.length === 0) return { kind: 'ends', by: peer.end === 'rst' ? 'rst' : 'fin' }
    for (const piece of reader.read(bytes)) {
      if (!('record' in piece)) continue
      if (piece.record.type === recordType.handshake) return { kind: 'goes-on' }
      const alert = alertText(piece.record)?.split(' ')[1]
      if (alert !== undefined) return { kind: 'alert', name: alert }
    }
  }
}

/** A client's answer, for a sentence. */
export function answerText(answer: ClientAnswer): string {
  if (answer.kind === 'goes-on') return 'goes on with the handshake'
  if (answer.kind === 'alert') return `alert ${answer.name}`
  return answer.by === 'fin' ? 'closes the connection' : 'resets the connection'
}
