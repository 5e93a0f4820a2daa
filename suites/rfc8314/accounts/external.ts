import type { Connecting, Context, Judging } from '../../../harness/check.ts'
import { type Answer, base64, type Dialogue } from '../../../harness/dialogue/dialogue.ts'
import { ImapClient } from '../../../harness/dialogue/imap-client.ts'
import { isMailtlsError } from '../../../harness/errors.ts'
import { isDecision } from '../../../harness/verdict.ts'
import type { ClientTls } from '../../../harness/wire/tls-session.ts'
import { endOfSession } from '../../end-of-session.ts'
import { patiently, throwIfTemporary } from '../../temporary.ts'

/**
 * What EXTERNAL draws on a connection of its own, as the certificate's own identity or as another one; none where the server
 * hangs up. `open` gives a dialogue whose capabilities are known, or none where the server has no business with this client.
 * A refusal for the moment is tried again, since another session may have the maildrop: what comes back was the last.
 */
export async function external(
  pausing: Pick<Connecting, 'pause'>,
  open: () => Promise<Dialogue | undefined>,
  identity = '',
): Promise<Answer | undefined> {
  const once = async () => {
    const dialogue = await open()
    const answer = dialogue && (await authenticate(dialogue, identity))
    dialogue?.close()
    return answer
  }
  return await patiently(pausing, once, (answer) => answer)
}

async function authenticate(dialogue: Dialogue, identity: string): Promise<Answer | undefined> {
  const answer = await dialogue.sasl('EXTERNAL', base64(identity) || '=').catch(endOfSession)
  // it did not look at the initial response
  if (answer?.challenge === undefined) return answer
  return await dialogue.respond(base64(identity)).catch(endOfSession)
}

/**
 * Whether the holder of a certificate gets in with EXTERNAL, each time on a connection of its own: as whom the certificate
 * says, or as the account by name, which some servers want to be told. Inconclusive where one of them is refused for the moment.
 */
export async function getsIn(
  open: () => Promise<Dialogue>,
  context: Judging & Pick<Connecting, 'pause'>,
): Promise<boolean> {
  const answers: (Answer | undefined)[] = []
  for (const identity of ['', ...namesOf(context)]) {
    const answer = await external(context, () => heard(open), identity)
    if (letsIn(answer)) return true
    answers.push(answer)
  }
  answers.forEach(throwIfTemporary)
  return false
}

/** A dialogue whose capabilities are known. */
export async function heard(open: () => Promise<Dialogue>): Promise<Dialogue> {
  const dialogue = await open()
  await dialogue.capabilities()
  return dialogue
}

/** What the account may be called, where one was given. */
function namesOf({ account, mailbox }: Judging): string[] {
  const names = mailbox ? [mailbox] : []
  try {
    return [...new Set([account().user, ...names])]
  } catch (error) {
    if (!isDecision(error)) throw error
    return names
  }
}

export function letsIn(answer: Answer | undefined): boolean {
  return answer !== undefined && answer.accepted && answer.challenge === undefined
}

/** Ends the check where EXTERNAL is not offered to a client with an accepted certificate: nothing can then be wrong with it. */
export async function onlyWhereExternalIsListed({
  connectSecurely,
  clientCertificate,
  notApplicable,
}: Context): Promise<void> {
  const dialogue = await connectSecurely(clientCertificate())
  if (isPreauthenticated(dialogue)) notApplicable('an accepted certificate draws PREAUTH: there is no login any more')
  const { mechanisms } = await dialogue.capabilities()
  dialogue.close()
  if (!mechanisms.includes('EXTERNAL'))
    notApplicable('EXTERNAL is not listed for a client with an accepted certificate')
}

/** A dialogue inside TLS whose capabilities are known; none where the server refuses such a client in the handshake, or hangs up. */
export async function asStranger<D extends Dialogue>(
  { connectSecurely }: Connecting<D>,
  tls: ClientTls,
): Promise<D | undefined> {
  try {
    const dialogue = await connectSecurely(tls)
    await dialogue.capabilities()
    return dialogue
  } catch (error) {
    const refused =
      isDecision(error) && ['handshake-failed', 'capability-refused', 'ehlo-refused'].includes(error.reason.code)
    if (refused || isMailtlsError(error, 'closed-before-greeting', 'busy', 'ended', 'closing')) return undefined
    throw error
  }
}

/** PREAUTH: the certificate has done what a login does (RFC 8314, section 3.2). */
export function isPreauthenticated(dialogue: Dialogue): boolean {
  return dialogue instanceof ImapClient && dialogue.greeting.status === 'PREAUTH'
}
