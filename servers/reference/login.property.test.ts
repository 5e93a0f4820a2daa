import * as fc from 'fast-check'
import { describe, expect } from 'vitest'
import { openDialogue } from '../../harness/dialogue/open.ts'
import type { Language } from '../../harness/subject.ts'
import { peers } from '../../harness/testing/peers.ts'
import { property, overSockets } from '../../harness/testing/property.ts'
import { account } from '../account.ts'
import type { ServerClass } from './line-server.ts'
import { Mailbox } from './mailbox.ts'
import { serverClassFor } from './server-class.ts'
import { settingsFor } from './settings.ts'
import type { SmtpServer } from './smtp-server.ts'

/** What a client of ours is answered that logs in to a server of ours, which has another account or the same. */
async function logIn(language: Language, own: Account, given: Account, mechanism: string): Promise<boolean> {
  await using ends = await peers()
  const identity = { cert: '', key: '', ca: '' }
  const known = { ...account, ...own }
  const settings = {
    ...settingsFor(language, 'cleartext-auth', identity, known, new Mailbox()),
    tls: undefined,
  }
  const Server = serverClassFor(language) as ServerClass<SmtpServer>
  class WithMechanism extends Server {
    override mechanisms(): string[] {
      return mechanism === '' ? [] : [mechanism]
    }
  }
  const served = new WithMechanism(ends.server, settings).serve()
  const dialogue = await openDialogue(language, ends.client, {})
  const { accepted } = await dialogue.authenticate(given)
  dialogue.close()
  await served
  return accepted
}

interface Account {
  user: string
  password: string
}

const ascii = fc.stringMatching(/^[\x21-\x7e]([\x20-\x7e]{0,10}[\x21-\x7e])?$/)
const any = fc.string({ unit: 'grapheme', minLength: 1 }).filter((text) => !/\p{Cc}/u.test(text))

const ways: [title: string, language: Language, mechanism: string, text: fc.Arbitrary<string>][] = [
  ['SMTP, with SASL PLAIN', 'smtp', 'PLAIN', any],
  ['IMAP, with SASL PLAIN', 'imap', 'PLAIN', any],
  ['IMAP, with LOGIN', 'imap', '', ascii],
  ['POP3, with SASL PLAIN', 'pop3', 'PLAIN', any],
  ['POP3, with USER and PASS', 'pop3', '', ascii],
]

describe('Logins', () => {
  for (const [title, language, mechanism, text] of ways) {
    const account = fc.record({ user: text, password: text })
    property(
      `Whoever has the password is let in, and nobody else: ${title}`,
      [account, account],
      async (own, other) => {
        expect(await logIn(language, own, own, mechanism)).toBe(true)
        const same = own.user === other.user && own.password === other.password
        expect(await logIn(language, own, other, mechanism)).toBe(same)
      },
      overSockets,
    )
  }
})
