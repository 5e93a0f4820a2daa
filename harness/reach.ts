import { setTimeout as delay } from 'node:timers/promises'
import { connect } from './connect.ts'
import { deadline } from './deadline.ts'
import type { Account, Capabilities, Dialogue } from './dialogue/dialogue.ts'
import { ImapClient } from './dialogue/imap-client.ts'
import { SmtpClient } from './dialogue/smtp-client.ts'
import { adviceOnTemporary, isTemporary, loginPauses } from './dialogue/temporary.ts'
import { isMailtlsError, MailtlsError } from './errors.ts'
import { bytesBehindDialogue, lateText } from './late.ts'
import { Peer } from './peer.ts'
import { escape, Recording } from './recording.ts'
import { clientTls, type Endpoint, type Listener, protocols, type Subject } from './subject.ts'
import { isDecision, type Reason } from './verdict.ts'
import { dial } from './wire/dial.ts'
import { anyTls, type ClientTls, type TlsFacts } from './wire/tls-session.ts'

/** What is learned of a listener before any check runs on it. */
export interface Reach {
  /** why no dialogue can be had there; its checks are inconclusive for this reason */
  problem?: Reason
  /** why the account that was given cannot log in */
  loginProblem?: Reason
  /** what to offer in its handshakes */
  tls: ClientTls
  /** whether a handshake has come out well */
  tlsWorks: boolean
  /** what it lists, inside TLS where that can be had */
  capabilities: readonly string[]
  /** what it lists before TLS; undefined where TLS comes first */
  beforeTls?: readonly string[]
  /** what a handshake settled */
  session?: TlsFacts
}

/** Which listener to ask, and how long. */
export interface ReachOptions {
  subject: Subject
  endpoint: Endpoint
  listener: Listener
  timeoutMs: number
  signal?: AbortSignal
}

/**
 * Says hello to a listener: greeting, capabilities, STARTTLS where it is offered, and the login. TLS 1.2 is preferred, since
 * tickets and Nagle's algorithm cost some servers 40 ms a connection with 1.3; where 1.2 fails, everything is offered.
 */
export async function reach(options: ReachOptions): Promise<Reach> {
  const base = { ...anyTls, ...clientTls(options.subject, options.listener) }
  try {
    const hello = await patiently(() => sayHello(options, { ...base, maxVersion: 'TLSv1.2' }), options)
    if (hello.session || !hello.offered) {
      return { ...hello, tlsWorks: hello.session !== undefined, tls: { ...base, maxVersion: 'TLSv1.2' } }
    }
    const again = await patiently(() => sayHello(options, base), options)
    return { ...again, tlsWorks: again.session !== undefined, tls: base }
  } catch (error) {
    if (!isMailtlsError(error)) throw error
    return { tls: base, tlsWorks: false, capabilities: [], problem: { code: error.code, text: error.message } }
  }
}

/**
 * Tries again where a server has hung up or said that it closes, and after a while where it refuses the login for the
 * moment: what is learnt here, all checks rest on.
 */
async function patiently(look: () => Promise<Hello>, { signal }: ReachOptions): Promise<Hello> {
  const pauses = [...loginPauses]
  for (let ends = 0; ;) {
    try {
      const hello = await look()
      const pause = hello.loginProblem?.code === 'temporary-refusal' ? pauses.shift() : undefined
      if (pause === undefined) return hello
      await delay(pause, undefined, { signal }).catch(() => {})
    } catch (error) {
      if (++ends === 3 || !isMailtlsError(error, 'ended', 'closing', 'busy')) throw error
    }
  }
}

interface Hello extends Pick<Reach, 'capabilities' | 'beforeTls' | 'session' | 'problem' | 'loginProblem'> {
  offered: boolean
}

async function sayHello(options: ReachOptions, tls: ClientTls): Promise<Hello> {
  using bound = deadline(options.timeoutMs, options.signal)
  const { signal } = bound
  const { protocol } = options.endpoint
  const { implicitTls } = protocols[protocol]
  const recording = new Recording()
  const peers: Peer[] = []
  let dialogue: Dialogue | undefined
  try {
    dialogue = await connect(options.listener, { protocol, recording, signal, tls }, (peer) => peers.push(peer))
    const outside = await dialogue.capabilities()
    const inside = outside.startTls && !implicitTls ? await insideTls(dialogue) : outside
    const session = inside && dialogue.peer.tls
    const { account } = options.subject
    const mayLogIn = session && expectsLogin(options, dialogue, inside)
    const loginProblem = mayLogIn && account ? await tryLogin(dialogue, account, inside) : undefined
    if (!dialogue.peer.end && inside) dialogue.close()
    return {
      offered: outside.startTls,
      capabilities: (inside ?? outside).listed,
      ...(!implicitTls && { beforeTls: outside.listed }),
      ...(session && { session }),
      ...(loginProblem && { loginProblem }),
    }
  } catch (error) {
    // after STARTTLS the checks of the upgrade judge a handshake that fails; without TLS an implicit port has no dialogue
    if (isDecision(error)) {
      return { offered: true, capabilities: [], ...(implicitTls && { problem: error.reason }) }
    }
    if (!isMailtlsError(error, 'deadline')) throw error
    const hasSaid =
      bytesBehindDialogue(recording, 'S') > 0 || recording.dialogue().some((line) => line.startsWith('S: '))
    const text = hasSaid ? lateText(error, recording, 'S') : await whatElseItIs(options)
    throw new MailtlsError('deadline', text, { cause: error })
  } finally {
    for (const peer of peers) peer.close()
  }
}

/** What is listed inside TLS; undefined where TLS cannot be had: the checks of the upgrade judge that, this only looks around. */
async function insideTls(dialogue: Dialogue): Promise<Capabilities | undefined> {
  try {
    await dialogue.upgrade()
    return await dialogue.capabilities()
  } catch (error) {
    // a handshake that hangs would hang in every check
    if (isDecision(error) || (isMailtlsError(error) && error.code !== 'deadline')) return undefined
    throw error
  }
}

/** Whether a password is what is missing there. */
function expectsLogin({ endpoint, listener }: ReachOptions, dialogue: Dialogue, inside: Capabilities): boolean {
  // a certificate comes first, and none was shown
  if (listener === endpoint.listeners['certificate-required']) return false
  // on SMTP a login is an extension
  if (dialogue instanceof SmtpClient) return inside.mechanisms.length > 0
  // a client certificate may have done it: PREAUTH (RFC 8314, section 3.2)
  return !(dialogue instanceof ImapClient && dialogue.greeting.status === 'PREAUTH')
}

async function tryLogin(dialogue: Dialogue, account: Account, listed: Capabilities): Promise<Reason | undefined> {
  const answer = await dialogue.authenticate(account).catch((error: unknown) => {
    if (isDecision(error)) return error.message
    // some hang up instead of an answer, others let a wrong password wait for longer than we do
    if (isMailtlsError(error, 'ended', 'closing', 'deadline')) return error.message
    throw error
  })
  if (typeof answer !== 'string' && answer.accepted) return undefined
  const temporary = typeof answer !== 'string' && isTemporary(answer)
  const advice = temporary ? adviceOnTemporary(answer) : adviceOnRefusal(dialogue, listed)
  const found = `expected ${account.user} to be let in, found "${answer}": ${advice}`
  return { code: temporary ? 'temporary-refusal' : 'login-refused', text: dialogue.peer.recording.redact(found) }
}

function adviceOnRefusal(dialogue: Dialogue, { mechanisms }: Capabilities): string {
  const hasOurs = mechanisms.includes('PLAIN') || mechanisms.includes('LOGIN')
  // IMAP and POP3 have commands of their own
  if (hasOurs || !(dialogue instanceof SmtpClient)) return 'check user and password'
  return `it lists ${mechanisms.join(', ')}, and mailtls logs in by PLAIN or LOGIN`
}

/** A port that says nothing may wait for a ClientHello, or for a request of another protocol: both answer one. */
async function whatElseItIs({ endpoint, listener, timeoutMs, signal: parent }: ReachOptions): Promise<string> {
  const { implicitTls } = protocols[endpoint.protocol]
  const silent = `expected ${implicitTls ? 'TLS' : 'a greeting'} from ${endpoint.name}, found nothing within ${timeoutMs} ms`
  if (implicitTls) return silent
  using bound = deadline(Math.min(timeoutMs, 1000), parent)
  const { signal } = bound
  try {
    const socket = await dial(listener, signal)
    await using peer = new Peer(socket, { side: 'C', recording: new Recording(), signal })
    const outcome = await peer.startTls(anyTls)
    if (outcome.ok || outcome.by === 'alert')
      return `${silent}; the port speaks TLS at once: is it an implicit TLS port?`
    if (outcome.plaintext.length > 0) {
      return `${silent}; to a ClientHello it answers "${escape(outcome.plaintext.toString('latin1').split('\r\n')[0] ?? '')}": is it another protocol?`
    }
    return silent
  } catch {
    return silent
  }
}
