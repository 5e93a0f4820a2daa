import { ImapCapabilities } from '../../../harness/dialogue/imap-response.ts'
import { Pop3Capabilities } from '../../../harness/dialogue/pop3-reply.ts'
import { EhloReply } from '../../../harness/dialogue/smtp-reply.ts'
import type { Patch } from '../../reference/classes.ts'
import type { Order } from '../../reference/order.ts'
import { Refused } from '../../reference/refused.ts'
import { type ClientBug, clientBug } from '../bug.ts'
import { inGroups } from '../in-groups.ts'

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

/** Sends what stands before a message in one piece from the first list that allows that, and never asks again (RFC 2920). */
const keepsPipelining: Patch = {
  smtp: (Base) =>
    class extends inGroups(Base) {
      #listed = false
      override mayPipeline() {
        return this.#listed
      }
      override async discover() {
        await super.discover()
        this.#listed ||= this.offered!.includes('PIPELINING')
      }
    },
}

/** Asks to be told of failures where that was possible once (RFC 3461). */
const keepsNotifications: Patch = {
  smtp: (Base) =>
    class extends Base {
      #listed = false
      override async discover() {
        await super.discover()
        this.#listed ||= this.offered!.includes('DSN')
      }
      override envelope(mail: NonNullable<Order['mail']>) {
        return super
          .envelope(mail)
          .map((line) => (this.#listed && line.startsWith('RCPT') ? `${line} NOTIFY=FAILURE` : line))
      }
    },
}

/** Sends literals without waiting where that was possible once (RFC 7888). */
const keepsLiterals: Patch = {
  imap: (Base) =>
    class extends Base {
      #listed = false
      override async discover() {
        await super.discover()
        this.#listed ||= this.offered!.includes('LITERAL+')
      }
      override async authenticateOtherwise(user: string) {
        if (!this.#listed) return await super.authenticateOtherwise(user)
        const { password } = this.order
        return await this.dialogue.command(`LOGIN {${user.length}+}\r\n${user} {${password.length}+}\r\n${password}`)
      }
    },
}

/** What is listed before TLS has to be forgotten. */
export const keepsLists: readonly ClientBug[] = [
  clientBug({ name: 'keeps-extensions', place: 'submission', violates: ['rfc3207-4.2-2'], patch: addsToTheList }),
  clientBug({ name: 'keeps-extensions-as-relay', place: 'smtp', violates: ['rfc3207-4.2-2'], patch: addsToTheList }),
  clientBug({ name: 'keeps-size-limit', place: 'submission', violates: ['rfc3207-4.2-2'], patch: keepsTheSizeLimit }),
  clientBug({ name: 'keeps-pipelining', place: 'submission', violates: ['rfc3207-4.2-2'], patch: keepsPipelining }),
  clientBug({ name: 'keeps-notifications', place: 'smtp', violates: ['rfc3207-4.2-2'], patch: keepsNotifications }),
  clientBug({ name: 'keeps-literals', place: 'imap', violates: ['imp-rfc2595-3.1-3'], patch: keepsLiterals }),
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
