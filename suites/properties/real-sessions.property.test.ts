import * as fc from 'fast-check'
import { describe, expect } from 'vitest'
import { captureOf } from '../../harness/capture/capture.ts'
import { openDialogue } from '../../harness/dialogue/open.ts'
import { readAnswer } from '../../harness/dialogue/imap-response.ts'
import { readStatus } from '../../harness/dialogue/pop3-reply.ts'
import { readReply } from '../../harness/dialogue/smtp-reply.ts'
import { readClientHello } from '../../harness/hello/client-offer.ts'
import { AnswerReader } from '../../harness/hello/server-answer.ts'
import { Recording, type RecordedEvent, type Side } from '../../harness/recording.ts'
import type { Language } from '../../harness/subject.ts'
import { cutAt, mutated, places } from '../../harness/testing/arbitraries.ts'
import { fed } from '../../harness/testing/fed.ts'
import { packetsIn } from '../../harness/testing/pcapng-reader.ts'
import { outcomeOf, property } from '../../harness/testing/property.ts'
import { dial } from '../../harness/wire/dial.ts'
import { RecordReader } from '../../harness/wire/tls-records.ts'
import { Peer } from '../../harness/peer.ts'
import { account } from '../../servers/account.ts'
import { startReference } from '../../servers/reference/start.ts'
import { commandsIn } from '../visit/commands.ts'

/** Two sessions in each language, in TLS 1.2 and 1.3: STARTTLS, a login, goodbye; as both sides have recorded them. */
async function sessions(language: Language): Promise<Recording> {
  await using subject = await startReference({ protocols: [language], setUps: ['default'], operator: false })
  const recording = new Recording({ keepsSecrets: true })
  for (const maxVersion of ['TLSv1.2', 'TLSv1.3'] as const) {
    const signal = AbortSignal.timeout(20_000)
    const socket = await dial(subject.endpoints[0]!.listeners.default!, signal)
    await using peer = new Peer(socket, { side: 'C', recording, signal, protocol: language })
    const dialogue = await openDialogue(language, peer, { ca: subject.trust, servername: 'localhost', maxVersion })
    await dialogue.startTls()
    await dialogue.authenticate(account)
    await dialogue.quit()
  }
  return recording
}

/** What one side has sent on each connection, over TCP or as it is read. */
function saidBy(side: Side, layer: 'tcp' | 'plaintext', recordings: readonly Recording[]): Buffer[] {
  return recordings.flatMap(({ events }) =>
    [1, 2].map((connection) =>
      Buffer.concat(
        events.flatMap((event) =>
          event.connection === connection && event.side === side && event.layer === layer ? [event.data] : [],
        ),
      ),
    ),
  )
}

const languages = ['smtp', 'imap', 'pop3'] as const
const recordings = await Promise.all(languages.map(sessions))
const spoiled = (seeds: readonly Buffer[]) => mutated(fc.constantFrom(...seeds))

const readers: Record<Language, (peer: ReturnType<typeof fed>) => Promise<unknown>> = {
  smtp: (peer) => readReply(peer.line),
  imap: (peer) => readAnswer(peer),
  pop3: (peer) => readStatus(peer),
}

async function answersIn(language: Language, pieces: readonly Buffer[]): Promise<unknown[]> {
  const peer = fed(pieces)
  const answers: unknown[] = []
  answers.push(
    await outcomeOf(async () => {
      for (;;) answers.push(await readers[language](peer))
    }),
  )
  return answers
}

/** The first answer to a ClientHello in these pieces. */
function answerIn(pieces: readonly Buffer[]): unknown {
  const reader = new AnswerReader({ certificates: true })
  for (const piece of pieces) {
    const answer = reader.read(piece)
    if (answer) return answer
  }
  return reader.ended('fin')
}

describe('Recordings of real sessions, spoiled', () => {
  for (const [i, language] of languages.entries()) {
    const replies = saidBy('S', 'plaintext', [recordings[i]!])
    property(
      `${language.toUpperCase()} replies are the same in any segmentation`,
      [spoiled(replies), places],
      async (said, at) => {
        expect(await answersIn(language, cutAt(said, at))).toEqual(await answersIn(language, [said]))
      },
    )
  }

  property('So are TLS records and flights', [spoiled(saidBy('S', 'tcp', recordings)), places], async (said, at) => {
    const flight = said.subarray(said.indexOf('160303', 'hex'))
    const [whole, pieces] = [[flight], cutAt(flight, at)].map((each) => outcomeOf(() => answerIn(each)))
    expect(await pieces).toEqual(await whole)
    const reader = new RecordReader()
    const read = cutAt(said, at).flatMap((piece) => reader.read(piece))
    const bytes = read.map((each) => ('tls' in each ? each.tls : each.plaintext))
    expect(Buffer.concat([...bytes, reader.rest()])).toEqual(said)
  })

  property(
    'Commands and ClientHellos are read, or are none',
    [spoiled(saidBy('C', 'tcp', recordings)), fc.constantFrom(...languages)],
    (said, language) => {
      const hello = readClientHello(said.subarray(said.indexOf('160301', 'hex')))
      if (hello?.kind === 'tls') expect(hello.random).toHaveLength(32)
      for (const { verb, text } of commandsIn(said, language)) expect(text.toUpperCase()).toContain(verb)
    },
    { usual: 500, share: 1 / 4 },
  )

  property(
    'A dialogue and a capture are made of whatever happened',
    [fc.constantFrom(...recordings), fc.array(fc.tuple(fc.nat(), fc.nat(), fc.boolean()))],
    ({ events }, changes) => {
      const all: RecordedEvent[] = [...events]
      for (const [from, to, leaves] of changes) all.splice(to % all.length, leaves ? 1 : 0, all[from % all.length]!)
      const recording = new Recording({ keepsSecrets: true })
      recording.nextConnection()
      recording.nextConnection()
      for (const { at: _at, connection, side, ...event } of all) recording.add(connection, side, event)
      for (const line of recording.dialogue()) expect(line).toMatch(/^[CS]: [\x20-\x7e…]*$/)
      const capture = captureOf(recording, 'spoiled')
      if (capture) expect(packetsIn(capture).packets.every(({ checksumsHold }) => checksumsHold)).toBe(true)
    },
    { usual: 200, share: 1 / 5 },
  )
})
