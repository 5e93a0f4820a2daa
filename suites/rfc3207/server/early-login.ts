import type { SmtpContext } from '../../../harness/check.ts'
import type { SmtpClient } from '../../../harness/dialogue/smtp-client.ts'
import type { SmtpReply } from '../../../harness/dialogue/smtp-reply.ts'
import { endOfSession } from '../../end-of-session.ts'
import { foreignRecipient, sender } from '../../mail.ts'
import { patiently } from '../../temporary.ts'

/** What becomes of mail to another domain. */
export interface Relay {
  mail: SmtpReply
  rcpt?: SmtpReply
}

/** What becomes of a login inside TLS, and what it helps. */
export interface Login {
  login: SmtpReply
  /** where the login is taken */
  afterwards?: Relay
  /** another login behind it, where mail needs none */
  second?: SmtpReply
}

export async function relayWithoutLogin(context: SmtpContext): Promise<Relay> {
  const smtp = await insideTls(context)
  const relayed = await relay(smtp, context)
  smtp.close()
  return relayed
}

/** Logs in inside TLS, and a second time where nothing else tells of a login, since mail is taken `without` one. */
export async function relayAfterLogin(context: SmtpContext, without: Relay): Promise<Login> {
  const smtp = await insideTls(context)
  const login = await smtp.authenticate(context.account())
  const afterwards = login.class === 2 ? await relay(smtp, context) : undefined
  const forAnybody = without.rcpt?.accepted && afterwards
  const second = forAnybody ? await smtp.authenticate(context.account()).catch(endOfSession) : undefined
  smtp.close()
  return { login, ...(afterwards && { afterwards }), ...(second && { second }) }
}

/** Undefined where TLS is not to be had behind a login. */
export async function relayAfterEarlyLogin(context: SmtpContext): Promise<Relay | undefined> {
  const smtp = await loggedInBeforeTls(context)
  return smtp && (await relay(smtp, context))
}

/** Logs in before TLS and inside it: what the latter draws. Undefined where TLS is not to be had behind a login. */
export async function logInAfterEarlyLogin(context: SmtpContext): Promise<SmtpReply | undefined> {
  const smtp = await loggedInBeforeTls(context)
  return await smtp?.authenticate(context.account())
}

export async function logInInsideTls(context: SmtpContext): Promise<SmtpReply> {
  return await (await insideTls(context)).authenticate(context.account())
}

async function insideTls({ connect }: SmtpContext): Promise<SmtpClient> {
  const smtp = await connect()
  await smtp.startTls()
  await smtp.ehlo()
  return smtp
}

/** A connection with a login before TLS, and EHLO inside it; undefined, and seen, where the server declines to start TLS then. */
async function loggedInBeforeTls({ connect, logIn, seen }: SmtpContext): Promise<SmtpClient | undefined> {
  const smtp = await connect()
  await smtp.ehlo()
  await logIn(smtp)
  const goAhead = await smtp.command('STARTTLS')
  const handshake = goAhead.code === 220 ? await smtp.handshake() : undefined
  if (!handshake) seen(`STARTTLS is refused after a login (${goAhead.code})`)
  else if (!handshake.ok) seen('the handshake fails after a login')
  if (!handshake?.ok) return undefined
  await smtp.ehlo()
  return smtp
}

/** What only a user who is logged in may do: mail, or mail to another domain. Stops after RCPT, clears the transaction. */
async function relay(smtp: SmtpClient, context: SmtpContext): Promise<Relay> {
  const ask = () => smtp.command(`MAIL FROM:<${sender(context)}>`)
  const mail = await patiently(context, ask, (reply) => reply)
  const rcpt = mail.accepted ? await smtp.command(`RCPT TO:<${foreignRecipient}>`) : undefined
  await smtp.command('RSET')
  return { mail, ...(rcpt && { rcpt }) }
}
