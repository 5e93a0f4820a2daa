import type { Connecting } from '../../../harness/check.ts'
import { clientHello, type HelloOffer } from '../../../harness/hello/client-hello.ts'
import { type Group, groups, type TlsVersion } from '../../../harness/hello/codes.ts'
import { offerHello } from '../../../harness/hello/offer.ts'
import type { AnswerOptions, ServerAnswer } from '../../../harness/hello/server-answer.ts'
import { sslv2ClientHello } from '../../../harness/hello/sslv2.ts'
import { type Suite, suiteGroups } from '../../../harness/hello/suites.ts'
import { Inconclusive } from '../../../harness/verdict.ts'

/** Where a ClientHello can be offered: the context of a check, or an endpoint of the operator's. */
export type Hearing = Pick<Connecting, 'connectForHandshake' | 'implicitTls' | 'pause' | 'serverName' | 'tlsHasWorked'>

/** Suites to offer, in TLS 1.2 where nothing else is said. */
export type SuiteOffer = Partial<Omit<HelloOffer, 'suites'>> & { suites: readonly Suite[] }

/** All curves, so that no suite is refused for want of one. No FFDHE: it would keep servers from DHE (RFC 7919, section 4). */
const curves = (Object.keys(groups) as Group[]).filter((name) => !/^ffdhe|MLKEM/.test(name))

const { ecdheAead, cbc, dhe, staticRsa, upTo12, tls13 } = suiteGroups

/** All suites up to TLS 1.2, the better ones first: where a server follows the client, its choice is not the worst. */
const everySuite = [...new Set([...ecdheAead, ...cbc, ...dhe, ...staticRsa, ...upTo12])]

/** An offer that no server can refuse for its version or its suites. */
export const everything: HelloOffer = {
  version: 'TLSv1.3',
  supportedVersions: ['TLSv1.3', 'TLSv1.2', 'TLSv1.1', 'TLSv1'],
  suites: [...tls13, ...everySuite],
}

/** What the server makes of a ClientHello, on a connection of its own. */
export async function offer(hearing: Hearing, wanted: HelloOffer, options?: AnswerOptions): Promise<ServerAnswer> {
  return await offerBytes(hearing, () => helloOf(hearing, wanted), options)
}

/**
 * The same with bytes that are made anew for each connection. Some servers refuse by closing without a word, and so do
 * others beyond a number of connections: what an offer that cannot be refused draws then tells one from the other.
 */
async function offerBytes(hearing: Hearing, hello: () => Buffer, options?: AnswerOptions): Promise<ServerAnswer> {
  for (const pause of [20, 100, 300]) {
    const answer = await offerOnce(hearing, hello(), options)
    if (answer.kind !== 'ended' || !hearing.implicitTls) return answer
    const control = await offerOnce(hearing, helloOf(hearing, everything))
    if (control.kind !== 'ended') return answer
    await hearing.pause(pause)
  }
  throw new Inconclusive('hang-up', 'whatever ClientHello comes, the connection ends without an answer')
}

/** An order in which offers and controls take turns, such that what befalls each nth connection befalls both. */
export const turns = 'CCOCOCCOCO'.split('').map((letter) => (letter === 'O' ? 'offer' : 'control'))

/**
 * What the server makes of a ClientHello, where a refusal is to count against it. A connection may end, or an internal
 * error occur, for reasons of its own: it takes five, and not one among as many controls.
 */
export async function offerSurely(hearing: Hearing, wanted: HelloOffer): Promise<ServerAnswer> {
  const hello = () => helloOf(hearing, wanted)
  const first = await offerOnce(hearing, hello())
  let unstable = false
  for (const turn of isClear(first) ? [] : turns) {
    const answer = await offerOnce(hearing, turn === 'offer' ? hello() : helloOf(hearing, everything))
    if (turn === 'offer' && isClear(answer)) return answer
    if (turn === 'offer' || answer.kind === 'hello') continue
    unstable = true
    // where there are too many connections there may soon be fewer
    await hearing.pause(50)
  }
  if (!unstable) return first
  throw new Inconclusive('unstable-handshakes', `the server ${textOf(first)}, and does so at times whatever is offered`)
}

/** Whether an answer has to do with what was offered. */
function isClear(answer: ServerAnswer): boolean {
  return answer.kind === 'alert' ? answer.name !== 'internal_error' : !['ended', 'plaintext'].includes(answer.kind)
}

async function offerOnce(
  { connectForHandshake }: Hearing,
  hello: Buffer,
  options?: AnswerOptions,
): Promise<ServerAnswer> {
  const peer = await connectForHandshake()
  const answer = await offerHello(peer, hello, options)
  peer.close()
  return answer
}

function helloOf({ serverName }: Hearing, wanted: HelloOffer): Buffer {
  return clientHello({ serverName, groups: curves, ...wanted })
}

/** What the server makes of these suites. Inconclusive where it takes another, or refuses, and TLS never worked anyway. */
export async function offerSuites(hearing: Hearing, wanted: SuiteOffer, ask = offer): Promise<ServerAnswer> {
  const answer = await ask(hearing, { version: 'TLSv1.2', ...wanted })
  if (answer.kind !== 'hello') throwUnlessTlsWorks(hearing)
  else if (!wanted.suites.some(({ name }) => name === answer.suite)) {
    throw new Inconclusive('not-offered', `the server ${textOf(answer)}, which was not offered`)
  }
  return answer
}

/** Where no handshake ever came out well a refusal says nothing about what was offered. */
export function throwUnlessTlsWorks({ tlsHasWorked }: Hearing): void {
  if (!tlsHasWorked) throw new Inconclusive('no-tls', 'no handshake has come out well here, so a refusal says nothing')
}

/** What the server makes of a ClientHello of this version, with every suite and nothing newer. */
export async function offerVersion(
  hearing: Hearing,
  version: TlsVersion | 'SSLv2',
  ask = offer,
): Promise<ServerAnswer> {
  if (version === 'SSLv2') return await offerBytes(hearing, sslv2ClientHello)
  return await ask(hearing, { version, suites: version === 'TLSv1.3' ? tls13 : everySuite })
}

/** Whether that version is negotiated when it is the newest one offered: the server goes on with it. */
export async function negotiates(hearing: Hearing, version: TlsVersion | 'SSLv2'): Promise<boolean> {
  return chose(await offerVersion(hearing, version), version)
}

/** Whether this answer goes on with that version. */
export function chose(answer: ServerAnswer, version: TlsVersion | 'SSLv2'): boolean {
  return version === 'SSLv2' ? answer.kind === 'sslv2-hello' : answer.kind === 'hello' && answer.version === version
}

/** How a ClientHello was refused, or what was chosen of it. */
export function textOf(answer: ServerAnswer): string {
  switch (answer.kind) {
    case 'hello':
      return `chooses ${answer.version} with ${answer.suite}`
    case 'alert':
      return `alert ${answer.name}`
    case 'plaintext':
      return 'answers in plaintext'
    case 'ended':
      return answer.by === 'fin' ? 'closes the connection' : 'resets the connection'
    case 'sslv2-hello':
      return 'chooses SSLv2'
    default:
      return `error ${answer.code} of SSLv2`
  }
}
