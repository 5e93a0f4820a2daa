import type { Account } from '../../harness/dialogue/dialogue.ts'
import { allowedHarms } from '../../harness/allowed.ts'
import { addSetUp, endpointsFrom, parseEndpointUrl } from '../../harness/endpoint-url.ts'
import { isList } from '../../harness/is-list.ts'
import { operatorFrom } from '../../harness/operator.ts'
import { joinWords, optionWords } from '../../harness/shell-words.ts'
import {
  type ClientCertificate,
  type Declaration,
  type Endpoint,
  type Harm,
  type SetUp,
  setUps,
  type Subject,
  urlOf,
} from '../../harness/subject.ts'
import { oneOf, usage } from '../../harness/usage.ts'
import type { RequirementId } from '../ledger.ts'
import { known, type RunningServer, runningSubject } from '../running-server.ts'
import type { MailClient } from './mail-client.ts'
import type { Server } from './server.ts'

/** Servers that run already, and what is known of them. Whoever started them stops them. */
export interface RunningSubject {
  /** `PROTOCOL://HOST[:PORT]`, where the protocol is smtp, submission, submissions, imap, imaps, pop3 or pop3s */
  urls?: string | readonly string[]
  /** what reports call it; default: its host */
  name?: string
  /** where the same services listen in other set-ups, such as `{ 'tls-required': 'smtp://localhost:2525' }` */
  setUps?: Partial<Record<SetUp, string | readonly string[]>>
  /** to log in with: without one, what needs a login stays inconclusive */
  account?: Account
  /** an address of its own that takes our test mail */
  mailbox?: string
  /** PEM of the certificates that its own is verified against; default: those that Node trusts */
  trust?: string
  /** the host that its certificate names, for SNI; default: that of the URLs */
  serverName?: string
  /** the mail domain whose operator is judged, too, by what DNS says */
  domain?: string
  /** whom to ask: `ADDR[:PORT]`, vouched for (RFC 6698, section 4); default: the system's resolver */
  resolver?: string
  /** PEM of a client certificate that it maps to the account, and of one that it must not accept; default: a stranger's */
  clientCertificates?: { accepted: ClientCertificate; foreign?: ClientCertificate }
  /** the vendor's answers to what the wire cannot decide */
  declared?: Partial<Record<RequirementId, Declaration>>
  /** what may hurt a real system and is run all the same; default: nothing of it */
  allow?: 'all' | readonly Harm[]
}

/** What can be judged: URLs or more about running servers, what `startServer` or `startClient` gave, or a subject. */
export type Certifiable = string | readonly string[] | RunningSubject | Server | MailClient | Subject

/** The subject that somebody names. Contacts nothing. Throws `usage`. */
export async function subjectOf(given: Certifiable): Promise<Subject> {
  const plan = planOf(given)
  return 'listening' in plan ? { ...(await runningSubject(plan.listening)), name: plan.name } : plan.subject
}

/** What is known of a subject before anything is contacted: a running server that is to become one, or the subject. */
export function planOf(given: Certifiable): { subject: Subject } | { listening: RunningServer; name: string } {
  if (typeof given === 'string' || isList(given)) return planOf({ urls: given })
  if ('subject' in given) return { subject: given.subject }
  if ('endpoints' in given) return { subject: given }
  const listening = runningServer(given)
  return { listening, name: given.name ?? known(listening).name }
}

function runningServer(given: RunningSubject): RunningServer {
  const { account, mailbox, trust, serverName, clientCertificates, declared } = given
  const endpoints = endpointsOf(given)
  const operator = operatorFrom(given, '')
  if (endpoints.length === 0 && !operator) {
    throw usage('expected a subject: urls of running servers, or a domain; found neither')
  }
  const allow = given.allow === 'all' ? ['all'] : (given.allow ?? [])
  return {
    endpoints,
    ...(operator && { operator }),
    account,
    mailbox,
    trust,
    serverName,
    clientCertificates,
    declared,
    allow: allowedHarms(allow, 'in allow'),
    arguments: replayOf(given, endpoints, allow),
  }
}

function endpointsOf({ urls = [], setUps: others = {} }: RunningSubject): Endpoint[] {
  const parsed = [urls].flat().map((url) => parseEndpointUrl(url, 'account'))
  const endpoints = endpointsFrom(parsed)
  for (const [setUp, listed = []] of Object.entries(others)) {
    const name = oneOf('a set-up', setUp, Object.keys(setUps) as SetUp[])
    for (const url of [listed].flat()) addSetUp(endpoints, name, parseEndpointUrl(url, 'account'))
  }
  return endpoints
}

type Told = Pick<RunningSubject, 'account' | 'mailbox' | 'trust' | 'serverName' | 'domain' | 'resolver'>

/** What the command line would be told; a password and certificates are for whoever types it to provide. */
export function replayOf(told: Told, endpoints: readonly Endpoint[], allow: readonly string[]): string {
  const { account, mailbox, trust, serverName, domain, resolver } = told
  return joinWords([
    ...endpoints.map(({ name, protocol, listeners: { default: at } }) => (at ? urlOf(protocol, at) : name)),
    ...optionWords('--domain', domain),
    ...optionWords('--resolver', resolver),
    ...(account ? ['--user', account.user, '--password-env', 'PASSWORD'] : []),
    ...optionWords('--ca', trust && 'ca.pem'),
    ...optionWords('--server-name', serverName),
    ...optionWords('--mailbox', mailbox),
    ...optionWords('--allow', allow),
  ])
}
