import { expect, test } from 'vitest'
import type { Check } from '../../../harness/check.ts'
import { run } from '../../../harness/run.ts'
import { type Patch, variant } from '../../../servers/bugs/bug.ts'
import { startReference } from '../../../servers/reference/start.ts'
import { authenticationForgotten } from '../../rfc3207/server/authentication-forgotten.ts'
import { opportunistic } from '../../rfc3207/server/opportunistic.ts'
import { foreignRecipient } from '../../mail.ts'
import { listedIsPermitted } from './cleartext-mechanisms-hidden.ts'
import { cleartextMechanismsRefused } from './cleartext-mechanisms-refused.ts'
import { mailNeedsLogin } from './mail-needs-login.ts'
import { noOpenRelay } from './no-open-relay.ts'
import { plainNeedsTls } from './plain-needs-tls.ts'
import { submissionNeedsLogin } from './submission-needs-login.ts'

type Submission = Patch<'submission'>

/** What a check makes of a submission server that was changed. */
async function verdictOn(check: Check, patch: Submission) {
  const change = variant({ name: 'changed', endpoint: 'submission', patch })
  const setUps = [check.setUp, 'default'] as const
  await using subject = await startReference({ change, protocols: ['submission'], setUps, operator: false })
  const { results } = await run(subject, [check])
  const { verdict, reason } = results[0]!
  return `${verdict} ${reason?.code ?? ''}`.trim()
}

/** Answers so to a line without TLS, or to any. */
const drawing =
  (answer: string, isMeant: (line: string, tls: boolean) => boolean): Submission =>
  (Base) =>
    class extends Base {
      override answer(line: string) {
        return isMeant(line, this.tls) ? answer : super.answer(line)
      }
    }

/** Takes MAIL from anybody, and recipients behind a login only. */
const judgesAtRcpt: Submission = (Base) =>
  class extends Base {
    override mail(argument: string) {
      this.settings.authRequired = false
      return super.mail(argument)
    }
    override rcpt(argument: string) {
      return this.user === undefined ? '550 5.7.1 Relaying denied' : super.rcpt(argument)
    }
  }

const isAuth = (line: string, tls: boolean) => !tls && line.startsWith('AUTH')

test.each([
  ['450 4.7.1 Error: too many AUTH commands', /^inconclusive temporary-refusal/],
  ['421 4.7.0 Too many errors', /^inconclusive/],
  ['538 5.7.11 Encryption required', /^pass/],
  // Courier 1.0
  ['400 STARTTLS is required first.', /^pass/],
])('Whether AUTH is refused for want of TLS, where it draws %s', async (answer, expected) => {
  for (const check of [cleartextMechanismsRefused, plainNeedsTls]) {
    expect(await verdictOn(check, drawing(answer, isAuth))).toMatch(expected)
  }
})

test('Who lists PLAIN and misses its response may permit it without TLS', async () => {
  const missing = drawing('501 5.5.4 Initial response, please', (line, tls) => !tls && line === 'AUTH PLAIN')
  const lists: Submission = (Base) =>
    class extends missing(Base) {
      override mechanisms() {
        return ['PLAIN']
      }
    }
  expect(await verdictOn(listedIsPermitted, lists)).toBe('inconclusive acceptance-unknown')
})

test.each([submissionNeedsLogin, noOpenRelay, mailNeedsLogin])('Greylisting asks for no login: $id', async (check) => {
  const greylists = drawing('450 4.2.0 Greylisted', (line) => line.startsWith('RCPT'))
  expect(await verdictOn(check, (Base) => greylists(judgesAtRcpt(Base)))).toBe('inconclusive temporary-refusal')
})

test.each([
  { check: noOpenRelay, code: 'refused-anyway' },
  { check: authenticationForgotten, code: 'control-failed' },
] as const)('A domain that is refused to everybody asks for no login: $check.id', async ({ check, code }) => {
  const isMeant = (line: string) => line.includes(foreignRecipient)
  const refusing = drawing('554 5.1.2 Recipient address rejected: Domain not found', isMeant)
  expect(await verdictOn(check, (Base) => refusing(judgesAtRcpt(Base)))).toBe(`inconclusive ${code}`)
  expect(await verdictOn(check, judgesAtRcpt)).toBe('pass')
})

test('Who refuses a domain to those who log in, too, may trust this host', async () => {
  const trusting: Submission = (Base) =>
    class extends Base {
      override mail(argument: string) {
        this.settings.authRequired = false
        return super.mail(argument)
      }
    }
  const isMeant = (line: string) => line.includes(foreignRecipient)
  const refusing = drawing('554 5.1.2 Recipient address rejected: Domain not found', isMeant)
  expect(await verdictOn(mailNeedsLogin, (Base) => refusing(trusting(Base)))).toBe('inconclusive refused-anyway')
})

test('Who takes no password as it is without TLS may serve senders all the same', async () => {
  const hashesOnly: Submission = (Base) =>
    class extends Base {
      override listedMechanisms() {
        return this.tls ? super.listedMechanisms() : ['CRAM-MD5']
      }
      override mechanisms() {
        return this.tls ? super.mechanisms() : ['CRAM-MD5']
      }
    }
  expect(await verdictOn(opportunistic, hashesOnly)).toBe('inconclusive no-common-mechanism')
})
