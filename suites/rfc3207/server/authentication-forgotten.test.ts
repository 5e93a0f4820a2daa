import { expect, test } from 'vitest'
import { run } from '../../../harness/run.ts'
import { bug, type Patch } from '../../../servers/bugs/bug.ts'
import { keepsLoginAndRefusesWith550 } from '../../../servers/bugs/smtp/keeps-login-and-refuses-with-550.ts'
import { refusesMailWith550 } from '../../../servers/variants/smtp/refuses-mail-with-550.ts'
import { startReference } from '../../../servers/reference/start.ts'
import { authenticationForgotten } from './authentication-forgotten.ts'

/** What the check makes of a submission server that was changed. */
async function verdictOn(patch: Patch<'submission'>) {
  const change = bug({ name: 'changed', endpoint: 'submission', violates: [], patch })
  await using subject = await startReference({ change, protocols: ['submission'], operator: false })
  const { results } = await run(subject, [authenticationForgotten])
  const { verdict, reason } = results[0]!
  return { verdict, code: reason?.code }
}

const undecided = { verdict: 'inconclusive', code: 'control-failed' }
const keepsLogin = keepsLoginAndRefusesWith550.patches.submission as Patch<'submission'>
const forgetsLogin = refusesMailWith550.patches.submission as Patch<'submission'>

test.each([
  [550, undecided],
  // as greylisting may: there is nothing to see
  [451, { verdict: 'not-applicable', code: 'not-applicable' }],
])('Whether a login is kept cannot be seen where MAIL draws %i after each', async (code, expected) => {
  const refusing: Patch<'submission'> = (Base) =>
    class extends Base {
      override mail(argument: string) {
        return this.tls ? `${code} Not from you` : super.mail(argument)
      }
    }
  expect(await verdictOn(refusing)).toEqual(expected)
})

test('A refusal that does not come again is not for want of a login', async () => {
  let refusals = 0
  const refusesOnce: Patch<'submission'> = (Base) =>
    class extends Base {
      override mail(argument: string) {
        if (this.user === undefined && ++refusals > 1) this.user = 'anybody'
        return super.mail(argument)
      }
    }
  expect(await verdictOn((Base) => refusesOnce(keepsLogin(Base)))).toEqual(undecided)
})

test('What MAIL without a login draws for good is a control, whatever its code', async () => {
  expect(await verdictOn(keepsLogin)).toEqual({ verdict: 'fail', code: 'violation' })
  expect(await verdictOn(forgetsLogin)).toEqual({ verdict: 'pass', code: undefined })
})

/** Takes mail for any domain from anybody, so that only AUTH tells of a login: what draws this while one is known. */
const relaying =
  (login: 'kept' | 'forgotten', second: string): Patch<'submission'> =>
  (Base) =>
    class extends Base {
      known = false
      override forget() {
        super.forget()
        if (login === 'forgotten') this.known = false
      }
      override async auth(argument: string) {
        if (this.known && !second.startsWith('235')) return second
        this.user = undefined
        const answer = await super.auth(argument)
        this.known = this.user !== undefined
        return answer
      }
      override mail(argument: string) {
        this.settings.authRequired = false
        return super.mail(argument)
      }
      override takesMailFor() {
        return true
      }
    }

test.each([
  ['kept', '235 2.7.0 Welcome again', 'not-applicable'],
  ['forgotten', '235 2.7.0 Welcome again', 'not-applicable'],
  ['kept', '454 4.7.0 Not now', 'not-applicable'],
  ['kept', '503 5.5.1 Already authenticated', 'fail'],
  ['forgotten', '503 5.5.1 Already authenticated', 'pass'],
  ['kept', '502 5.5.1 Already authenticated', 'fail'],
  ['forgotten', '502 5.5.1 Already authenticated', 'pass'],
] as const)('Where mail needs no login, one that is %s and draws %s behind it: %s', async (login, second, verdict) => {
  expect(await verdictOn(relaying(login, second))).toMatchObject({ verdict })
})

test('AUTH that is refused as neither a first nor a second one is leaves it open', async () => {
  let before = 0
  const limited: Patch<'submission'> = (Base) =>
    class extends relaying('forgotten', '503 5.5.1 Already authenticated')(Base) {
      override async auth(argument: string) {
        if (!this.tls) before++
        return this.tls && before > 1 ? '535 5.7.8 Too many logins' : await super.auth(argument)
      }
    }
  expect(await verdictOn(limited)).toEqual(undecided)
})
