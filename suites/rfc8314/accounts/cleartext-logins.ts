import type { Connecting } from '../../../harness/check.ts'
import type { Answer } from '../../../harness/dialogue/dialogue.ts'
import { ImapClient } from '../../../harness/dialogue/imap-client.ts'
import { Pop3Client } from '../../../harness/dialogue/pop3-client.ts'
import { isMailtlsError } from '../../../harness/errors.ts'
import { patiently } from '../../temporary.ts'
import { loginCommand, type Means, plaintextSasl, type SaslMeans, userPass } from './means.ts'

/**
 * The means by which an endpoint takes passwords without TLS, as far as it shows before one is sent: a mechanism that asks
 * for a response, LOGIN that is not disabled, USER that is accepted. None where TLS comes first.
 */
export async function cleartextLogins(connecting: Connecting, user = 'mailtls'): Promise<Means[]> {
  if (connecting.implicitTls) return []
  const command = await plaintextCommand(connecting, user)
  return [...(command ? [command] : []), ...(await askingForPassword(connecting))]
}

/** The mechanisms that ask for a password without TLS; they do not get it. */
export async function askingForPassword(connecting: Connecting, among = plaintextSasl): Promise<SaslMeans[]> {
  const asking: SaslMeans[] = []
  for (const means of among) if (await asks(connecting, means.mechanism)) asking.push(means)
  return asking
}

/** The protocol's own command that sends the password as it is, where it is not refused. */
export async function plaintextCommand({ connect }: Connecting, user = 'mailtls'): Promise<Means | undefined> {
  const dialogue = await connect()
  try {
    if (dialogue instanceof ImapClient) {
      return (await dialogue.capabilities()).includes('LOGINDISABLED') ? undefined : loginCommand
    }
    if (dialogue instanceof Pop3Client) return (await dialogue.command(`USER ${user}`)).accepted ? userPass : undefined
    return undefined
  } finally {
    dialogue.close()
  }
}

async function asks(connecting: Connecting, mechanism: string): Promise<boolean> {
  const answer = await patiently(
    connecting,
    () => answerTo(connecting, mechanism),
    (refusal) => refusal,
  )
  return answer?.challenge !== undefined
}

/** What a mechanism draws without TLS and without an initial response; nothing where the server hangs up. */
export async function answerTo({ connect }: Connecting, mechanism: string): Promise<Answer | undefined> {
  const dialogue = await connect()
  await dialogue.capabilities()
  const answer = await dialogue.sasl(mechanism).catch(atTheEnd)
  if (answer?.challenge !== undefined) await dialogue.respond('*').catch(atTheEnd)
  dialogue.close()
  return answer
}

/** Hanging up is a refusal, too. */
function atTheEnd(error: unknown): Answer | undefined {
  if (isMailtlsError(error, 'ended', 'closing')) return undefined
  throw error
}
