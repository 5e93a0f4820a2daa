import { randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import type { Connecting, Context, Judging, OperatorContext, Seen } from './check.ts'
import { connect } from './connect.ts'
import type { Account, Dialogue } from './dialogue/dialogue.ts'
import type { ImapClient } from './dialogue/imap-client.ts'
import type { Pop3Client } from './dialogue/pop3-client.ts'
import { adviceOnTemporary, isTemporary, logInPatiently, loginPauses } from './dialogue/temporary.ts'
import { asFoundByDns, type Discovery } from './discovery.ts'
import { DnsTranscript } from './dns/dns-transcript.ts'
import { Peer } from './peer.ts'
import type { Reach } from './reach.ts'
import type { Recording } from './recording.ts'
import { type Endpoint, type Listener, protocols, serverNameOf, type SetUp, type Subject } from './subject.ts'
import { Failure, Inconclusive, isDecision, NotApplicable, type Reason } from './verdict.ts'
import { dial } from './wire/dial.ts'

/** A listener of an endpoint, with what is known of it. */
export interface Reached {
  endpoint: Endpoint
  listener: Listener
  known: Reach
}

/** What connections of a check are made with. */
export interface Opening {
  subject: Subject
  recording: Recording
  signal: AbortSignal
  /** everything that was opened */
  peers: Peer[]
  /** whether the dialogue tells of each connection where it leads */
  severalServers?: boolean
  reach: (endpoint: Endpoint, setUp: SetUp) => Promise<Reached | undefined>
}

/** One for the whole process: whoever finds our mail can tell which run it was. */
const runId = randomUUID()

/** What a check tells beside its verdict. */
export interface Told {
  sightings: Seen[]
  /** see Judging.ifLate */
  late?: Reason
}

/** What decides a check. */
export function judgingOf(subject: Subject, told: Told): Judging {
  return {
    runId,
    mailbox: subject.mailbox,
    asShipped: subject.asShipped ?? false,
    account: () => accountOf(subject),
    clientCertificate: (which = 'accepted') =>
      subject.clientCertificates?.[which] ??
      missing('client certificate', 'name one under clientCertificates in mailtls.yaml'),
    acceptanceKnown: subject.clientCertificates !== undefined && !subject.clientCertificates.assumed,
    expect(condition, text) {
      if (!condition) throw new Failure(text)
    },
    seen(outcome, details) {
      told.sightings.push({ outcome, ...details })
    },
    ifLate(code, text) {
      told.late = { code, text }
    },
    inconclusive(code, text) {
      throw new Inconclusive(code, text)
    },
    notApplicable(text) {
      throw new NotApplicable('not-applicable', text)
    },
  }
}

function accountOf({ account }: Subject): Account {
  return account ?? missing('account', 'name one with --user and --password-env')
}

function missing(what: string, how: string): never {
  throw new Inconclusive(`${what.replaceAll(' ', '-')}-missing`, `no ${what} was given: ${how}`)
}

/** How one listener is spoken to. */
export function connectingTo({ endpoint, listener, known }: Reached, opening: Opening): Connecting {
  const { subject, recording, signal, peers } = opening
  const { protocol, name } = endpoint
  const { role, implicitTls } = protocols[protocol]
  const opened = (peer: Peer): void => {
    peers.push(peer)
    if (opening.severalServers) peer.note(`connects to ${name}`)
  }
  const open = (tls = {}, from?: string): Promise<Dialogue> =>
    connect(listener, { protocol, recording, signal, tls: { ...known.tls, ...tls }, from }, opened)
  const dialBare = async (): Promise<Peer> => {
    const peer = new Peer(await dial(listener, signal), { side: 'C', recording, signal, protocol })
    opened(peer)
    return peer
  }
  return {
    role,
    protocol,
    name,
    port: listener.port,
    implicitTls,
    tlsHasWorked: known.tlsWorks,
    canLogIn: subject.account !== undefined && !known.loginProblem,
    loginProblem: known.loginProblem,
    tls: known.tls,
    serverName: serverNameOf(subject, listener),
    problem: known.problem,
    connect: (tls) => open(tls),
    ...(subject.elsewhere && { connectFromElsewhere: () => open({}, subject.elsewhere) }),
    dial: dialBare,
    async connectSecurely(tls) {
      const dialogue = await open(tls)
      if (!implicitTls) await orClose(dialogue, dialogue.startTls(tls))
      return dialogue
    },
    async connectForHandshake() {
      if (implicitTls) return await dialBare()
      const dialogue = await open()
      await orClose(dialogue, dialogue.requestTls())
      return dialogue.peer
    },
    pause: async (ms) => await delay(ms, undefined, { signal }).catch(() => {}),
    async logIn(dialogue) {
      if (known.loginProblem) throw new Inconclusive(known.loginProblem.code, known.loginProblem.text)
      const answer = await logInPatiently(dialogue, accountOf(subject))
      if (answer.accepted) return
      const told = `the login was refused: "${answer}"`
      if (isTemporary(answer)) throw new Inconclusive('temporary-refusal', `${told}: ${adviceOnTemporary(answer)}`)
      throw new Inconclusive('login-refused', told)
    },
  }
}

/** Nobody else can close what is not handed out. */
async function orClose({ peer }: Dialogue, work: Promise<unknown>): Promise<void> {
  try {
    await work
  } catch (error) {
    peer.close()
    throw error
  }
}

/** What a check of an endpoint runs with. */
export function contextOf(reached: Reached, setUp: SetUp, judging: Judging, opening: Opening): Context {
  const { subject } = opening
  const connecting = connectingTo(reached, opening)
  const { role } = connecting
  const readable =
    subject.inbox ??
    ['imaps', 'imap', 'pop3s', 'pop3'].flatMap((wanted) =>
      subject.endpoints.filter(({ protocol, listeners }) => protocol === wanted && listeners.default),
    )[0]
  return {
    ...judging,
    ...connecting,
    setUp,
    connectImplicit() {
      const same = subject.endpoints.find(
        ({ protocol, listeners }) =>
          protocols[protocol].role === role && protocols[protocol].implicitTls && listeners[setUp],
      )
      return same && opening.reach(same, setUp).then((there) => connectingTo(there!, opening).connect())
    },
    ...(readable && {
      connectToInbox: () => opening.reach(readable, 'default').then((there) => logInTo(connectingTo(there!, opening))),
    }),
    async beside(wanted) {
      const same = subject.endpoints.find(({ protocol }) => protocol === wanted)
      const there = same && (await opening.reach(same, 'default'))
      return there && connectingTo(there, opening)
    },
  }
}

/** What a check of the operator runs with. */
export function operatorContext(
  reached: readonly Reached[],
  discovery: Discovery,
  judging: Judging,
  opening: Opening & { connections: number },
): OperatorContext {
  const { connections, subject, signal, recording } = opening
  const several = { ...opening, severalServers: true }
  const told = new DnsTranscript(recording)
  return {
    ...judging,
    role: 'operator',
    domain: subject.operator?.domain,
    endpoints: reached.map((each) => connectingTo(each, several)),
    connections,
    async services() {
      const services = await discovery.services()
      told.services(services)
      return services
    },
    async ask(name, type) {
      const answer = await discovery.ask(name, type, signal)
      told.answer({ ...answer, name }, type)
      return answer
    },
    async at(label, record) {
      const { target } = record
      return connectingTo(await discovery.at(label, record), { ...several, subject: asFoundByDns(subject, target) })
    },
  }
}

async function logInTo(connecting: Connecting): Promise<ImapClient | Pop3Client> {
  if (connecting.problem) throw new Inconclusive(connecting.problem.code, connecting.problem.text)
  for (let tries = 0; ; tries++) {
    const dialogue = (await connecting.connectSecurely()) as ImapClient | Pop3Client
    try {
      await connecting.logIn(dialogue)
      return dialogue
    } catch (error) {
      const pause = loginPauses[tries]
      // a server may hang up behind a refusal for the moment: then only another connection can be tried
      const later = isDecision(error) && error.reason.code === 'temporary-refusal' && dialogue.peer.end
      if (!later || pause === undefined) throw error
      dialogue.close()
      await connecting.pause(pause)
    }
  }
}
