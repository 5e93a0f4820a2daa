import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Refused } from '../../reference/refused.ts'
import { clientBug } from '../bug.ts'

/** RFC 3207, section 6: where TLS is a matter of chance, mail goes without it, too. */
export const knowsNoModeBetween = clientBug({
  name: 'knows-no-mode-between',
  place: 'submission',
  violates: ['rfc3207-6-2'],
  patch: (Base) =>
    class extends Base {
      override requiresTls() {
        return this.order.mode !== 'cleartext'
      }
    },
})

/** RFC 3207, section 4.2: the list inside TLS may be another one. */
export const wantsTheSameList = clientBug({
  name: 'wants-the-same-list-inside-tls',
  place: 'submission',
  violates: ['rfc3207-4.2-4'],
  patch: (Base) =>
    class extends Base {
      before: readonly string[] = []
      override forget() {
        this.before = this.offered?.listed ?? []
        super.forget()
      }
      override async discoverAgain() {
        await super.discoverAgain()
        const lost = this.before.filter(
          (each) => !/^(STARTTLS|AUTH)\b/i.test(each) && !this.offered!.listed.includes(each),
        )
        if (lost.length > 0) throw new Refused(`Somebody has changed the list of extensions: ${lost.join(', ')}`)
      }
    },
})

/** RFC 3207, section 6: one failure does not last; TLS is tried again in the next session. */
export const givesTlsUpForGood = clientBug({
  name: 'gives-tls-up-for-good',
  place: 'smtp',
  violates: ['rfc3207-6-lc3'],
  patch: (Base) =>
    class extends Base {
      get note() {
        return join(this.order.profile!, `no-tls-${this.order.host}`)
      }
      override withoutTls(why: string) {
        writeFileSync(this.note, why)
        super.withoutTls(why)
      }
      override offersTls() {
        return !existsSync(this.note) && super.offersTls()
      }
    },
})
