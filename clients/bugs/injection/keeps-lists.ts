import { ImapCapabilities } from '../../../harness/dialogue/imap-response.ts'
import { Pop3Capabilities } from '../../../harness/dialogue/pop3-reply.ts'
import { EhloReply } from '../../../harness/dialogue/smtp-reply.ts'
import type { Patch } from '../../reference/classes.ts'
import { Refused } from '../../reference/refused.ts'
import { type ClientBug, clientBug } from '../bug.ts'

/** Asks again inside TLS, and puts what it hears there beside what it has. */
const addsToTheList: Patch = {
  smtp: (Base) =>
    class extends Base {
      override forget() {}
      override async discover() {
        const { texts = [] } = this.offered ?? {}
        await super.discover()
        this.offered = new EhloReply(this.offered!.code, [...this.offered!.texts, ...texts.slice(1)])
      }
    },
  imap: (Base) =>
    class extends Base {
      override forget() {}
      override async discover() {
        const { listed = [] } = this.offered ?? {}
        await super.discover()
        this.offered = new ImapCapabilities([...this.offered!.listed, ...listed].join(' '))
      }
    },
  pop3: (Base) =>
    class extends Base {
      override forget() {}
      override async discover() {
        const { listed = [] } = this.offered ?? {}
        await super.discover()
        this.offered = new Pop3Capabilities([...this.offered!.listed, ...listed])
      }
    },
}

/** Takes the first size that it hears of for good. */
const keepsTheSizeLimit: Patch = {
  smtp: (Base) =>
    class extends Base {
      limit?: string
      override async discover() {
        await super.discover()
        this.limit ??= this.offered?.parameters('SIZE')[0]
      }
      override mailParameters(message: string) {
        if (Number(this.limit) < message.length) throw new Refused(`The server takes ${this.limit} bytes`)
        return super.mailParameters(message)
      }
    },
}

/** A flag that is set where LOGINDISABLED is listed, and never cleared. */
const keepsLoginDisabled: Patch = {
  imap: (Base) =>
    class extends Base {
      disabled = false
      override async discover() {
        await super.discover()
        this.disabled ||= this.offered!.includes('LOGINDISABLED')
      }
      override async authenticateOtherwise(user: string) {
        if (this.disabled) throw new Refused('The server has no way to log in now: LOGINDISABLED')
        return await super.authenticateOtherwise(user)
      }
    },
}

/** What is listed before TLS has to be forgotten. */
export const keepsLists: readonly ClientBug[] = [
  clientBug({ name: 'keeps-extensions', place: 'submission', violates: ['rfc3207-4.2-2'], patch: addsToTheList }),
  clientBug({ name: 'keeps-extensions-as-relay', place: 'smtp', violates: ['rfc3207-4.2-2'], patch: addsToTheList }),
  clientBug({ name: 'keeps-size-limit', place: 'submission', violates: ['rfc3207-4.2-2'], patch: keepsTheSizeLimit }),
  clientBug({
    name: 'keeps-capabilities-of-imap',
    place: 'imap',
    violates: ['imp-rfc2595-3.1-3'],
    patch: addsToTheList,
  }),
  clientBug({
    name: 'keeps-logindisabled',
    place: 'imap',
    violates: ['imp-rfc2595-3.1-3'],
    patch: keepsLoginDisabled,
  }),
  clientBug({ name: 'keeps-capabilities-of-pop3', place: 'pop3', violates: ['imp-rfc2595-4-5'], patch: addsToTheList }),
]
