import { check } from '../../check.ts'
import { stateClauses } from '../clauses.ts'
import { look, offersLogin, statusOf } from '../mail-access.ts'
import { endOfSession } from '../../end-of-session.ts'

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
  async run({ connect, connectSecurely, logIn, expect, seen, inconclusive, notApplicable }) {
    const control = await connectSecurely()
    if ((await look(control)).accepted) notApplicable('the mailbox is open without a login, so none can be missed')
    control.close()
    const dialogue = await connect()
    await logIn(dialogue)
    const open = await look(dialogue)
    if (!open.accepted) inconclusive('control-failed', `a login does not open the mailbox: "${open}"`)
    const goAhead = await dialogue.askForTls().catch(endOfSession)
    if (!goAhead) return seen('closes the connection on an upgrade after a login')
    if (!dialogue.isGoAhead(goAhead)) return seen(`refused after a login (${statusOf(goAhead)})`)
    if (!(await dialogue.handshake()).ok) return seen('the handshake fails after a login')
    const inside = await look(dialogue)
    expect(!inside.accepted, `the login from before TLS still counts inside it: "${inside}"`)
    seen('forgotten')
  },
})
