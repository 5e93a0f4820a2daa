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
