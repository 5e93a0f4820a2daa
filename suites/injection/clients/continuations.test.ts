import { expect, test } from 'vitest'
import { takesInjectedContinuation } from '../../../clients/bugs/injection/takes-injected-continuation.ts'
import type { Patch } from '../../../clients/reference/classes.ts'
import { logsInWithLiterals } from '../../../clients/variants/upgrade/literals.ts'
import { run } from '../../../harness/run.ts'
import { referenceClientSubject } from '../../client-subject.ts'
import { injectionWholeReplyOfMailbox } from '../../rfc2595/client/injection-whole-reply.ts'

/** Goes on to log in where CAPABILITY was refused, in lines that do not wait for each other. */
const loggingIn = (linesOf: (user: string, password: string) => string[]): Patch => ({
  imap: (Base) =>
    class extends Base {
      override async discoverAgain() {
        await super.discoverAgain().catch(() => {})
      }
      override mechanism() {
        return undefined
      }
      override async authenticateOtherwise(user: string) {
        const lines = linesOf(user, this.order.password)
        return await this.dialogue.command(lines.join('\r\n'))
      }
    },
})

const withLiterals = (mark: string) =>
  loggingIn((user, password) => [`LOGIN {${user.length}${mark}}`, `${user} {${password.length}${mark}}`, password])

/** Waits for a challenge, which it takes from what came before TLS. */
const takesInjectedChallenge: Patch = {
  imap: (Base) =>
    class extends Base {
      early: Buffer = Buffer.alloc(0)
      override plaintext(early: Buffer) {
        this.early = early
        return {}
      }
      override async discoverAgain() {}
      override async logIn() {
        if (String(this.early).startsWith('+')) this.peer.unread(this.early)
        const answer = await this.dialogue.command('AUTHENTICATE PLAIN')
        if (answer.challenge !== undefined) await this.dialogue.respond(this.initialResponse('PLAIN', 'test'))
      }
    },
}

test.each<[string, Patch, string, string?]>([
  ['waits for the real one', logsInWithLiterals.patch, 'pass'],
  ['waits for none', withLiterals(''), 'pass'],
  ['need not wait', withLiterals('+'), 'pass'],
  ['takes it for the go-ahead of its literals', takesInjectedContinuation.patch, 'fail', 'LOGIN'],
  ['takes it for a challenge', takesInjectedChallenge, 'fail', 'AUTHENTICATE'],
])('A continuation request from before TLS, and a client that %s', async (_, patch, verdict, verb) => {
  const subject = referenceClientSubject({ patch })
  const { results } = await run(subject, [injectionWholeReplyOfMailbox], { places: ['imap'] })
  const said = 'what was said in plaintext behind the go-ahead was believed inside TLS'
  const text = verb && `${said}: continuation of ${verb} followed`
  expect(results.map((result) => [result.verdict, result.reason?.text])).toEqual([[verdict, text]])
})
