import { expect, test } from 'vitest'
import type { Check } from '../harness/check.ts'
import { run } from '../harness/run.ts'
import { type Change, type Patch, variant } from '../servers/bugs/bug.ts'
import { startReference } from '../servers/reference/start.ts'
import { named } from './recordings/named.ts'
import { decidesAfterHandshake } from './rfc2595/server/decides-after-handshake.ts'
import { certificateEnablesExternal } from './rfc8314/accounts/certificate-enables-external.ts'
import {
  externalAsSomebodyElse,
  externalNeedsCertificate,
  externalNeedsMapping,
} from './rfc8314/accounts/external-refused.ts'

/** What a check makes of a POP3 server where so many logins find that another session has the maildrop. */
async function verdictOn(check: Check, change: Change, inVain: number) {
  const endpoint = change.endpoint as 'pop3' | 'pop3s'
  let left = inVain
  const locked: Patch<'pop3'> = (Base) =>
    class extends Base {
      override loggedIn(user: string | undefined) {
        return user !== undefined && left-- > 0 ? '-ERR [IN-USE] Mailbox in use' : super.loggedIn(user)
      }
    }
  const theirs = (change.patches[endpoint] ?? ((Base) => Base)) as Patch<'pop3'>
  const patches = { [endpoint]: (Base: Parameters<typeof theirs>[0]) => locked(theirs(Base)) }
  await using subject = await startReference({
    change: { ...change, patches },
    protocols: [endpoint],
    setUps: [check.setUp],
    operator: false,
  })
  const { results } = await run(subject, [check])
  const { verdict, reason } = results[0]!
  return `${verdict} ${reason?.code ?? ''}`.trim()
}

test('A login by certificate is tried again where another session has the maildrop', async () => {
  const conforming = variant({ name: 'conforming', endpoint: 'pop3s' })
  expect(await verdictOn(certificateEnablesExternal, conforming, 1)).toBe('pass')
  expect(await verdictOn(certificateEnablesExternal, conforming, Infinity)).toBe('inconclusive temporary-refusal')
})

test.each([
  { check: externalNeedsCertificate, bug: 'lets-external-in-without-certificate-on-pop3' },
  { check: externalNeedsMapping, bug: 'lets-external-in-with-any-certificate-on-pop3' },
  { check: decidesAfterHandshake, bug: 'ignores-its-own-policy-on-pop3' },
  { check: externalAsSomebodyElse, bug: 'lets-external-in-as-anybody-on-pop3' },
])('The fault of $bug is found also where another session has the maildrop', async ({ check, bug }) => {
  expect(await verdictOn(check, named(bug), 1)).toMatch('fail')
  expect(await verdictOn(check, named(bug), Infinity)).toBe('inconclusive temporary-refusal')
})
