import type { Context } from '../../../harness/check.ts'
import type { Answer, Dialogue } from '../../../harness/dialogue/dialogue.ts'
import { ImapClient } from '../../../harness/dialogue/imap-client.ts'
import { check } from '../../check.ts'
import { endOfSession } from '../../end-of-session.ts'
import { loginCommand, userPass } from '../../rfc8314/accounts/means.ts'
import { stateClauses } from '../clauses.ts'
import { look, offersLogin, statusOf } from '../mail-access.ts'

export const loginForgotten = check({
  id: 'rfc2595/server/login-forgotten',
  roles: ['imap-server', 'pop3-server'],
  decides: stateClauses,
  setUp: 'cleartext-auth',
  orDefault: true,
  harms: ['cleartext-password'],
  purpose: 'a login from before TLS does not count inside it',
  async precondition({ connect, notApplicable }) {
    const dialogue = await connect()
    if (!(await offersLogin(dialogue))) notApplicable('no login is offered before TLS: there is none to forget')
    dialogue.close()
  },
  async run(context) {
    const { connectSecurely, logIn, seen, notApplicable } = context
    const control = await connectSecurely()
    if ((await look(control)).accepted) notApplicable('the mailbox is open without a login, so none can be missed')
    control.close()
    seen(await afterLogin(context, logIn))
    // what SASL forgets a command of its own may keep
    await afterLogin(context, (dialogue) => logInByCommand(dialogue, context))
  },
})

/** What becomes of a login before TLS; nothing where it is refused. */
async function afterLogin(
  { connect, expect, inconclusive }: Context,
  logIn: (dialogue: Dialogue) => Promise<boolean | void>,
): Promise<string> {
  const dialogue = await connect()
  try {
    if ((await logIn(dialogue)) === false) return 'refused'
    const open = await look(dialogue)
    if (!open.accepted) inconclusive('control-failed', `a login does not open the mailbox: "${open}"`)
    const goAhead = await dialogue.askForTls().catch(endOfSession)
    if (!goAhead) return 'closes the connection on an upgrade after a login'
    if (!dialogue.isGoAhead(goAhead)) return `refused after a login (${statusOf(goAhead)})`
    if (!(await dialogue.handshake()).ok) return 'the handshake fails after a login'
    const inside = await look(dialogue)
    expect(!inside.accepted, `the login from before TLS still counts inside it: "${inside}"`)
    return 'forgotten'
  } finally {
    // a session may have the maildrop to itself
    dialogue.close()
  }
}

/** By LOGIN, or by USER and PASS. */
async function logInByCommand(dialogue: Dialogue, { account }: Pick<Context, 'account'>): Promise<boolean> {
  const { logIn } = dialogue instanceof ImapClient ? loginCommand : userPass
  let answer: Answer | undefined
  try {
    for await (answer of logIn(dialogue, account()));
  } catch (error) {
    return endOfSession(error) ?? false
  }
  return answer?.accepted ?? false
}
