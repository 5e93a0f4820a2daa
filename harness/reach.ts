import { connect } from './connect.ts'
import { deadline } from './deadline.ts'
import type { Account, SmtpClient } from './dialogue/smtp-client.ts'
import type { EhloReply } from './dialogue/smtp-reply.ts'
import { isMailtlsError } from './errors.ts'
import { Peer } from './peer.ts'
import { escape, Recording } from './recording.ts'
import { clientTls, type Endpoint, type Listener, protocols, type Subject } from './subject.ts'
import { isDecision, type Reason } from './verdict.ts'
import { dial } from './wire/dial.ts'
import { anyTls, type ClientTls } from './wire/tls-session.ts'

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
  /** extension lines of the last EHLO reply: inside TLS where that can be had */
  extensions: string[]
}

interface ReachOptions {
  subject: Subject
  endpoint: Endpoint
  listener: Listener
  timeoutMs: number
  signal?: AbortSignal
}

/**
 * Says hello to a listener: greeting, EHLO, STARTTLS where it is offered, and the login. TLS 1.2 is preferred, since
 * tickets and Nagle's algorithm cost some servers 40 ms a connection with 1.3; where 1.2 fails, everything is offered.
 */
export async function reach(options: ReachOptions): Promise<Reach> {
  const base = { ...anyTls, ...clientTls(options.subject) }
  try {
    const hello = await sayHello(options, { ...base, maxVersion: 'TLSv1.2' })
    if (hello.tls || !hello.offered) return { ...hello, tlsWorks: hello.tls, tls: { ...base, maxVersion: 'TLSv1.2' } }
    const again = await sayHello(options, base)
    return { ...again, tlsWorks: again.tls, tls: base }
  } catch (error) {
    if (!isMailtlsError(error)) throw error
    const text = error.code === 'deadline' ? await whatElseItIs(options) : error.message
    return { tls: base, tlsWorks: false, extensions: [], problem: { code: error.code, text } }
  }
}

interface Hello {
  offered: boolean
  tls: boolean
  extensions: string[]
  problem?: Reason
  loginProblem?: Reason
}

async function sayHello(options: ReachOptions, tls: ClientTls): Promise<Hello> {
  using bound = deadline(options.timeoutMs, options.signal)
  const { signal } = bound
  const { implicitTls } = protocols[options.endpoint.protocol]
  const peers: Peer[] = []
  try {
    const smtp = await connect(options.listener, { recording: new Recording(), signal, tls, implicitTls }, (peer) =>
      peers.push(peer),
    )
    const ehlo = await smtp.ehlo()
    const offered = ehlo.includes('STARTTLS')
    const inside = offered && !implicitTls ? await insideTls(smtp) : ehlo
    const running = smtp.peer.tls !== undefined && inside !== undefined
    const { account } = options.subject
    const loginProblem = running && account ? await tryLogin(smtp, inside, account) : undefined
    if (!smtp.peer.end && inside) smtp.close()
    return { offered, tls: running, extensions: textsOf(inside ?? ehlo), loginProblem }
  } catch (error) {
    // after STARTTLS the checks of the upgrade judge a handshake that fails; without TLS an implicit port has no dialogue
    if (isDecision(error)) {
      return { offered: true, tls: false, extensions: [], problem: implicitTls ? error.reason : undefined }
    }
    throw error
  } finally {
    for (const peer of peers) peer.close()
  }
}

/** EHLO inside TLS; undefined where TLS cannot be had: the checks of the upgrade judge that, this only looks around. */
async function insideTls(smtp: SmtpClient): Promise<EhloReply | undefined> {
  try {
    await smtp.upgrade()
    return await smtp.ehlo()
  } catch (error) {
    if (isDecision(error) || isMailtlsError(error)) return undefined
    throw error
  }
}

async function tryLogin(smtp: SmtpClient, ehlo: EhloReply, account: Account): Promise<Reason | undefined> {
  if (!ehlo.includes('AUTH')) return undefined
  const reply = await smtp.authenticate(account)
  if (reply.class === 2) return undefined
  return {
    code: 'login-refused',
    text: smtp.peer.recording.redact(
      `expected ${account.user} to be let in, found "${reply}": check user and password`,
    ),
  }
}

function textsOf(ehlo: EhloReply): string[] {
  return ehlo.extensions.map((extension) => extension.join(' '))
}

/** A port that says nothing may wait for a ClientHello, or for a request of another protocol: both answer one. */
async function whatElseItIs({ endpoint, listener, timeoutMs, signal: parent }: ReachOptions): Promise<string> {
  const silent = `expected a greeting from ${endpoint.name}, found nothing within ${timeoutMs} ms`
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
