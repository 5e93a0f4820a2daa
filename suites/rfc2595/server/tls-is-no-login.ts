import type { Context } from '../../../harness/check.ts'
import type { Answer } from '../../../harness/dialogue/dialogue.ts'
import { check } from '../../check.ts'
import { throwIfTemporary } from '../../temporary.ts'
import { stateClauses } from '../clauses.ts'
import { look, offersLogin } from '../mail-access.ts'

export const tlsIsNoLogin = check({
  id: 'rfc2595/server/tls-is-no-login',
  roles: ['imap-server', 'pop3-server'],
  decides: stateClauses,
  purpose: 'STARTTLS or STLS alone logs nobody in',
  async run(context) {
    const dialogue = await context.connect()
    await dialogue.startTls()
    const inside = await look(dialogue)
    dialogue.close()
    if (!inside.accepted) return
    const control = await withoutStartTls(context)
    if (control.accepted) context.notApplicable('the mailbox is open without a login, so none can be missed')
    throwIfTemporary(control)
    context.expect(false, `without a login TLS opens the mailbox: "${inside}", which is closed otherwise: "${control}"`)
  },
})

/** A look that can only be refused for want of a login: where passwords are taken before TLS, or where TLS comes first. */
async function withoutStartTls({ connect, connectImplicit, inconclusive }: Context): Promise<Answer> {
  const cleartext = await connect()
  const answer = await look(cleartext)
  // RFC 5530: the code is about TLS
  const wantsTls = /\[PRIVACYREQUIRED\]/i.test(`${answer}`) || !(await offersLogin(cleartext))
  cleartext.close()
  if (answer.accepted || !wantsTls) return answer
  const implicit = await connectImplicit()
  return implicit
    ? await look(implicit)
    : inconclusive('control-failed', `is it for want of TLS that "${answer}" came?`)
}
