import { randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { starttlsPorts, variantFamily } from '../../bugs/family.ts'
import type { Answer } from '../../reference/line-server.ts'

const refusal = /^535 |^\S+ NO \[AUTHENTICATIONFAILED\]|^-ERR \[AUTH\]/

/** Whether the reference refuses a login so. */
export function isRefusedLogin(text: string): boolean {
  return refusal.test(text)
}

/** What differs between connections tells nothing about the password. */
export const quotesSessionIds = variantFamily({
  name: 'quotes-session-ids',
  endpoints: starttlsPorts,
  setUps: ['default', 'user-barred'],
  patch: (Base) =>
    class extends Base {
      override say(text: string) {
        super.say(refusal.test(text) ? `${text} (${randomUUID()} at ${new Date().toISOString()})` : text)
      }
    },
})

/** RFC 3501, section 11.2: failed logins may be limited; RFC 4954, section 9, would have three of them. */
export const closesAfterFailedLogins = variantFamily({
  name: 'closes-after-failed-logins',
  endpoints: starttlsPorts,
  setUps: ['default', 'user-barred', 'client-certificates'],
  patch: (Base) =>
    class extends Base {
      override async respond(answer: Answer) {
        return (await super.respond(answer)) && !(typeof answer === 'string' && refusal.test(answer))
      }
    },
})

/** The same section: or delayed. */
export const delaysFailedLogins = variantFamily({
  name: 'delays-failed-logins',
  endpoints: starttlsPorts,
  setUps: ['default', 'user-barred'],
  patch: (Base) =>
    class extends Base {
      override async respond(answer: Answer) {
        if (typeof answer === 'string' && refusal.test(answer)) await delay(100 * Math.random())
        return await super.respond(answer)
      }
    },
})
