import type { Connecting } from '../../../harness/check.ts'
import type { Answer, Dialogue } from '../../../harness/dialogue/dialogue.ts'
import { ImapClient } from '../../../harness/dialogue/imap-client.ts'
import { ImapCapabilities } from '../../../harness/dialogue/imap-response.ts'
import { Pop3Client } from '../../../harness/dialogue/pop3-client.ts'
import { isMailtlsError } from '../../../harness/errors.ts'
import { SmtpClient } from '../../../harness/dialogue/smtp-client.ts'
import { patiently, throwIfTemporary } from '../../temporary.ts'
import { listedOn } from './attempt-login.ts'
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
    if (!(dialogue instanceof Pop3Client)) return undefined
    const answer = await dialogue.command(`USER ${user}`)
    throwIfPutOff(answer)
    return answer.accepted ? userPass : undefined
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
  throwIfPutOff(answer)
  return answer?.challenge !== undefined
}

/**
 * How PLAIN is refused without TLS where it may be permitted all the same, to those who send the response with its name: no
 * want of TLS is named, and it is listed, or an argument is missed. Undefined where that is not so.
 */
export async function perhapsAtOnce(connecting: Connecting): Promise<string | undefined> {
  const { dialogue, listed } = await listedOn(() => connecting.connect())
  const answer = await answerTo(connecting, 'PLAIN')
  throwIfPutOff(answer)
  if (answer?.challenge !== undefined || forWantOfTls(answer)) return undefined
  // nobody may do so there otherwise (RFC 4959, section 3)
  if (listed instanceof ImapCapabilities && !listed.includes('SASL-IR')) return undefined
  const missesArgument = dialogue instanceof SmtpClient && /^(?:501|535)/.test(answer?.shape ?? '')
  return listed.mechanisms.includes('PLAIN') || missesArgument ? `${answer ?? 'the connection ends'}` : undefined
}

/** Whether a refusal says that the mechanism is not to be had as things are: without TLS, that is (RFC 4954, section 6). */
export function forWantOfTls(answer: Answer | undefined): boolean {
  return (
    namesTls(answer) || /^5(?:04|30|34|38)\b/.test(`${answer}`) || /\[(?:PRIVACYREQUIRED|CANNOT)\]/i.test(`${answer}`)
  )
}

/** What a mechanism draws without TLS and without an initial response; nothing where the server hangs up. */
export async function answerTo({ connect }: Connecting, mechanism: string): Promise<Answer | undefined> {
  const dialogue = await connect()
  await dialogue.capabilities()
  const atTheEnd = (error: unknown) => hangsUp(error, dialogue)
  const answer = await dialogue.sasl(mechanism).catch(atTheEnd)
  if (answer?.challenge !== undefined) await dialogue.respond('*').catch(atTheEnd)
  dialogue.close()
  return answer
}

/** Inconclusive where a refusal is for the moment, and does not ask for TLS: Courier does that by 400. */
export function throwIfPutOff(answer: Answer | undefined): void {
  if (!namesTls(answer)) throwIfTemporary(answer)
}

function namesTls(answer: Answer | undefined): boolean {
  return /\b(?:START)?TLS\b|\bSSL\b|encrypt|secure/i.test(`${answer}`)
}

/** Hanging up is a refusal, too; 421 is none (RFC 5321, section 3.8). */
function hangsUp(error: unknown, dialogue: Dialogue): undefined {
  if (isMailtlsError(error, 'ended') || (isMailtlsError(error, 'closing') && !(dialogue instanceof SmtpClient))) return
  throw error
}
