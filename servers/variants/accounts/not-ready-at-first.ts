import type { ServerClass } from '../../reference/line-server.ts'
import { variant } from '../../bugs/bug.ts'
import { type CommonPatch, implicitTlsPorts, starttlsPorts, variantFamily } from '../../bugs/family.ts'
import type { Exchange } from '../../reference/account-server.ts'
import type { SmtpServer } from '../../reference/smtp-server.ts'

const codes: Record<string, string> = {
  '535 5.7.8': '454 4.7.0',
  '[AUTHENTICATIONFAILED]': '[UNAVAILABLE]',
  '[AUTH]': '[SYS/TEMP]',
}
const refusal = /535 5\.7\.8|\[AUTHENTICATIONFAILED\]|\[AUTH\]/

/** Turns down as many exchanges that begin without a response, whoever it is, and says so with another code. */
const turningDown =
  (times: number, codeFor: (usual: string) => string): CommonPatch =>
  (Base) => {
    let left = times
    return class extends Base {
      notReady = false
      override async sasl(exchange: Exchange) {
        this.notReady = this.tls && exchange.initial === undefined && left-- > 0
        return this.notReady ? 'refused' : await super.sasl(exchange)
      }
      override say(text: string) {
        super.say(this.notReady ? text.replace(refusal, codeFor) : text)
      }
    }
  }

/** RFC 4954, section 6, RFC 5530 and RFC 3206: an outage of what knows the passwords says nothing about the mechanism. */
export const notReadyAtFirst = variantFamily({
  name: 'not-ready-at-first',
  endpoints: [...starttlsPorts, ...implicitTlsPorts],
  setUps: ['default', 'client-certificates'],
  patch: turningDown(2, (usual) => codes[usual]!),
})

/** IMAP and POP3 need not say why. */
export const notReadyWithoutACode = variantFamily({
  name: 'not-ready-without-a-code',
  endpoints: ['imap', 'pop3'],
  setUps: ['client-certificates'],
  patch: turningDown(1, () => 'Refused:'),
})

const deferring = (Base: ServerClass<SmtpServer>) => {
  let left = 2
  return class extends Base {
    override mail(argument: string) {
      const answer = super.mail(argument)
      if (answer !== '250 2.1.0 OK' || !this.tls || left-- <= 0) return answer
      this.transaction = undefined
      return '451 4.3.2 Try again'
    }
  }
}

/** RFC 5321, section 4.2.1: 4yz asks to try again. */
export const defersMail = variant({
  name: 'defers-mail',
  endpoint: 'smtp',
  setUps: ['cleartext-auth'],
  patch: deferring,
})
export const defersMailOnSubmission = variant({
  name: 'defers-mail-on-submission',
  endpoint: 'submission',
  setUps: ['cleartext-auth'],
  patch: deferring,
})
