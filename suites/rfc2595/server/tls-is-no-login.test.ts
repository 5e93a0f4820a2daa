import { expect, test } from 'vitest'
import { run } from '../../../harness/run.ts'
import type { Protocol } from '../../../harness/subject.ts'
import { type Patch, variant } from '../../../servers/bugs/bug.ts'
import { startReference } from '../../../servers/reference/start.ts'
import { tlsIsNoLogin } from './tls-is-no-login.ts'

type ImapPatch = Patch<'imap'>

/** Inside TLS the mailbox is open to anybody, and before it this is the answer. */
const opens =
  (answer: string, loginBeforeTls = false): ImapPatch =>
  (Base) =>
    class extends Base {
      override takesPasswords() {
        return loginBeforeTls || super.takesPasswords()
      }
      override async run(tag: string, verb: string, argument: string) {
        if (verb !== 'LIST') return await super.run(tag, verb, argument)
        return this.tls || answer === 'OK' ? this.onMailbox(tag, verb, argument) : `${tag} ${answer}`
      }
    }

async function verdictOn(patch: ImapPatch, protocols: Protocol[]) {
  const change = variant({ name: 'opens', endpoint: 'imap', patch })
  await using subject = await startReference({ change, protocols, setUps: ['default'], operator: false })
  const { results } = await run(subject, [tlsIsNoLogin], { places: ['imap'] })
  const { verdict, reason } = results[0]!
  return `${verdict} ${reason?.code ?? ''}`.trim()
}

test('A refusal before TLS is for want of a login where passwords are taken there', async () => {
  expect(await verdictOn(opens('NO Log in first', true), ['imap'])).toMatch('fail')
  expect(await verdictOn(opens('NO [PRIVACYREQUIRED] Not without TLS', true), ['imap'])).toBe(
    'inconclusive control-failed',
  )
  expect(await verdictOn(opens('NO [UNAVAILABLE] Not now', true), ['imap'])).toBe('inconclusive temporary-refusal')
})

test('Elsewhere it may be for want of TLS, and the port where TLS comes first tells', async () => {
  expect(await verdictOn(opens('NO Not now'), ['imap'])).toBe('inconclusive control-failed')
  expect(await verdictOn(opens('NO Not now'), ['imap', 'imaps'])).toMatch('fail')
})

test('A mailbox that is open to anybody is no login', async () => {
  expect(await verdictOn(opens('OK'), ['imap', 'imaps'])).toMatch('not-applicable')
})
