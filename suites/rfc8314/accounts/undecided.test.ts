import { expect, test } from 'vitest'
import type { Check } from '../../../harness/check.ts'
import { run } from '../../../harness/run.ts'
import type { Protocol, SetUp, Subject } from '../../../harness/subject.ts'
import { type Change, variant } from '../../../servers/bugs/bug.ts'
import { type CommonPatch, starttlsPorts, variantFamily } from '../../../servers/bugs/family.ts'
import type { Exchange } from '../../../servers/reference/account-server.ts'
import { startReference } from '../../../servers/reference/start.ts'
import { named } from '../../recordings/named.ts'
import { barredUserSameRefusal } from './barred-user-same-refusal.ts'
import { cleartextLoginRefused } from './cleartext-login-refused.ts'
import { externalEmptyChallenge, plainEmptyChallenge } from './empty-challenge.ts'
import { mailNeedsLogin } from './mail-needs-login.ts'
import { noMechanismsByDefault } from './no-mechanisms-by-default.ts'
import { plainInsideTls } from './plain-inside-tls.ts'
import { noPreauthByDefault } from './preauth.ts'

/** What a check makes of a changed server, which is somebody else's unless it is said to be as shipped. */
async function verdictOn(check: Check, change: Change, { asShipped, allow }: Partial<Subject> = {}) {
  const protocols: Protocol[] = [change.endpoint as Protocol]
  const setUps: SetUp[] = [check.setUp, 'default']
  await using subject = await startReference({ change, protocols, setUps, operator: false })
  const { results } = await run({ ...subject, asShipped, allow: allow ?? subject.allow }, [check])
  const { verdict, reason } = results[0]!
  return `${verdict} ${reason?.code ?? ''}`.trim()
}

test('What a product does by default is not to be seen where a site has set it up', async () => {
  const takesPasswords = named('takes-passwords-by-default')
  expect(await verdictOn(noMechanismsByDefault, takesPasswords)).toBe('inconclusive site-configuration')
  expect(await verdictOn(noMechanismsByDefault, takesPasswords, { asShipped: true })).toMatch('fail')
})

test.each(starttlsPorts)('Nor is it whether PLAIN, which is switched off, is implemented, on %s', async (endpoint) => {
  const offersNoPlain = named(`offers-no-plain-on-${endpoint}`)
  expect(await verdictOn(plainInsideTls, offersNoPlain)).toBe('inconclusive site-configuration')
  expect(await verdictOn(plainInsideTls, offersNoPlain, { asShipped: true })).toMatch('fail')
})

test('Whoever is trusted to relay need not log in', async () => {
  const relays = named('relays-for-anybody-on-submission')
  expect(await verdictOn(mailNeedsLogin, relays)).toBe('inconclusive trusted-network')
  expect(await verdictOn(mailNeedsLogin, relays, { allow: [] })).toBe('inconclusive not-allowed')
})

test('Whose mail is not even taken for the mailbox is not trusted, which is seen without a relay', async () => {
  expect(await verdictOn(mailNeedsLogin, named('refuses-submission-at-rcpt'), { allow: [] })).toMatch('fail')
})

test('PREAUTH may be for a host that is trusted, and on a site nobody else may be able to come', async () => {
  const anybody = named('greets-anybody-with-preauth-by-default')
  expect(await verdictOn(noPreauthByDefault, anybody)).toBe('inconclusive trusted-network')
  expect(await verdictOn(noPreauthByDefault, anybody, { asShipped: true })).toMatch('fail')
  const known = variant({
    name: 'greets-one-host-with-preauth',
    endpoint: 'imaps',
    patch: (Base) =>
      class extends Base {
        override greeting() {
          if (!this.peer.remoteAddress.endsWith('127.0.0.1')) return super.greeting()
          this.state = 'authenticated'
          return super.greeting().replace('OK', 'PREAUTH')
        }
      },
  })
  expect(await verdictOn(noPreauthByDefault, known, { asShipped: true })).toMatch('not-applicable')
})

const closesOnCancel = variantFamily({
  name: 'closes-on-cancel',
  endpoints: starttlsPorts,
  patch: (Base) =>
    class extends Base {
      override async sasl(exchange: Exchange) {
        const outcome = await super.sasl(exchange)
        if (outcome === 'cancelled') this.peer.close()
        return outcome
      }
    },
})

test.each(closesOnCancel)('An empty challenge was one though its cancelling ends all: $name', async (change) => {
  if (change.endpoint !== 'imap') expect(await verdictOn(plainEmptyChallenge, change)).toBe('pass')
  expect(await verdictOn(externalEmptyChallenge, change)).toBe('pass')
})

/** Says nothing more once it has refused LOGIN. */
const silentBehindRefusals = variantFamily({
  name: 'silent-behind-refusals',
  endpoints: ['imap'],
  patch: (Base) =>
    class extends Base {
      refused = false
      override async answer(line: string) {
        if (this.refused) await this.peer.ended()
        this.refused = /^\S+ LOGIN /.test(line)
        return await super.answer(line)
      }
    },
})

test.each(silentBehindRefusals)('A refused login is one, whatever comes of the next command: $name', async (change) => {
  expect(await verdictOn(cleartextLoginRefused, change)).toBe('pass')
})

const codes = { '535 5.7.8': '454 4.7.0', '[AUTHENTICATIONFAILED]': '[UNAVAILABLE]', '[AUTH]': '[SYS/TEMP]' }

/** Refuses each exchange that is meant, and says that this is for the moment. */
const neverReady = (isMeant: (exchange: Exchange, password: string) => boolean): CommonPatch => {
  return (Base) =>
    class extends Base {
      notReady = false
      override async sasl(exchange: Exchange) {
        const { password } = this.settings.account
        if (isMeant(exchange, '')) return this.turnDown()
        const challenge = async () => {
          const response = await exchange.challenge()
          this.notReady = isMeant(
            exchange,
            Buffer.from(response, 'base64').toString().endsWith(password) ? 'right' : '',
          )
          return response
        }
        return await super.sasl({ ...exchange, challenge })
      }
      turnDown() {
        this.notReady = true
        return 'refused' as const
      }
      override say(text: string) {
        const [usual, other] = Object.entries(codes).find(([each]) => text.includes(each)) ?? []
        super.say(this.notReady && usual ? text.replace(usual, other!) : text)
      }
    }
}

const unready = (isMeant: Parameters<typeof neverReady>[0]) =>
  variantFamily({ name: 'never-ready', endpoints: starttlsPorts, patch: neverReady(isMeant) })

// most of the time is waited for the next try
test.concurrent.each(unready((_exchange, password) => password === ''))(
  'A refusal for the moment that lasts tells nothing of the mechanism: $name',
  async (change) => {
    const verdict = await verdictOn(plainInsideTls, change, { asShipped: true })
    expect(verdict).toBe('inconclusive temporary-refusal')
    if (change.endpoint === 'imap') return
    expect(await verdictOn(plainEmptyChallenge, change)).toBe('inconclusive temporary-refusal')
  },
)

test.concurrent.each(unready((_exchange, password) => password === 'right'))(
  'Nor does it tell that the password is right: $name',
  async (change) => {
    expect(await verdictOn(barredUserSameRefusal, change)).toBe('inconclusive temporary-refusal')
  },
)
