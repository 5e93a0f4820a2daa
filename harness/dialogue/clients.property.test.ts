import { setImmediate as turn } from 'node:timers/promises'
import * as fc from 'fast-check'
import { describe, expect } from 'vitest'
import type { Language } from '../subject.ts'
import { cut, mutated } from '../testing/arbitraries.ts'
import { clientPeer, heardBy } from '../testing/peers.ts'
import { outcomeOf, property } from '../testing/property.ts'
import { Inconclusive } from '../verdict.ts'
import { openDialogue } from './open.ts'

/** Each input takes connections of its own, whose ports are not free again before a minute has passed. */
const overConnections = { usual: 100, share: 1 / 50 }

const word = fc.stringMatching(/^[A-Z0-9-]{1,9}$/)
const words = fc.array(word, { maxLength: 5 })

/** What a server says to a client that asks what it can do, says nothing and leaves. */
const said: Record<Language, (words: readonly string[]) => string> = {
  smtp: (words) =>
    `220 a\r\n250${words.length > 0 ? '-' : ' '}a\r\n${words.map((each, i) => `250${i < words.length - 1 ? '-' : ' '}${each}\r\n`).join('')}250 ok\r\n221 bye\r\n`,
  imap: (words) =>
    `* OK a\r\n* CAPABILITY ${words.join(' ')}\r\nm1 OK done\r\n* LIST () "/" {3}\r\na\n\r\nm2 OK done\r\n* BYE a\r\nm3 OK done\r\n`,
  pop3: (words) => `+OK a\r\n+OK\r\n${words.map((each) => `${each}\r\n`).join('')}.\r\n+OK\r\n+OK bye\r\n`,
}

/** What a client makes of these pieces, and what it has recorded of them. */
async function conversation(language: Language, pieces: readonly Buffer[]) {
  await using ends = await clientPeer()
  const sending = async () => {
    for (const piece of pieces) {
      ends.raw.server.write(piece)
      await turn()
    }
    ends.raw.server.end()
  }
  const [, outcome] = await Promise.all([sending(), outcomeOf(() => converse(language, ends.client))])
  await ends.client.ended().catch(() => {})
  return { outcome, heard: heardBy(ends.client, 'S') }
}

async function converse(language: Language, peer: Awaited<ReturnType<typeof clientPeer>>['client']): Promise<string[]> {
  const told: string[] = []
  const dialogue = await openDialogue(language, peer, {})
  told.push(dialogue.greeting.wording)
  try {
    told.push(...(await dialogue.capabilities()).listed)
    told.push((await dialogue.command('NOOP')).wording, (await dialogue.quit()).wording)
  } catch (error) {
    if (!(error instanceof Inconclusive)) throw error
    told.push(error.reason.text)
  }
  return told
}

for (const language of ['smtp', 'imap', 'pop3'] as const) {
  describe(`Our ${language.toUpperCase()} client, on sockets`, () => {
    property(
      'What a server lists is what the client is told',
      [words],
      async (words) => {
        const { outcome } = await conversation(language, [Buffer.from(said[language](words))])
        expect(outcome).toHaveProperty('value')
        if ('value' in outcome) expect(outcome.value.slice(1, -2)).toEqual(words)
      },
      overConnections,
    )

    property(
      'Any segmentation of the same bytes gives the same answers, and the same dialogue',
      [cut(fc.oneof(words.map(said[language]), mutated(words.map(said[language]))))],
      async (pieces) => {
        expect(await conversation(language, pieces)).toEqual(await conversation(language, [Buffer.concat(pieces)]))
      },
      overConnections,
    )
  })
}
