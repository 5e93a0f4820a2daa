import { setMaxListeners } from 'node:events'
import { isMailtlsError, MailtlsError } from '../errors.ts'
import { queryName } from './names.ts'
import type { RecordData, RecordType } from './records.ts'
import type { DnsAnswer, Resolver } from './resolver.ts'

/** The SRV labels of RFC 6186, section 3, and RFC 8314, section 5.1. */
export const serviceLabels = ['_submissions', '_submission', '_imaps', '_imap', '_pop3s', '_pop3'] as const

export type ServiceLabel = (typeof serviceLabels)[number]

/** One question and what came of it. That one fails does not keep the others from being answered. */
export interface Lookup<T extends RecordType> extends Omit<DnsAnswer<T>, 'outcome'> {
  /** the name that was asked for */
  name: string
  outcome: DnsAnswer<T>['outcome'] | 'failed'
  failure?: { code: MailtlsError['code']; text: string }
}

/** What is published under a label. `not-offered` is said by the one target "." (RFC 6186, section 3.4). */
export interface Service extends Omit<Lookup<'SRV'>, 'outcome' | 'records'> {
  outcome: Lookup<'SRV'>['outcome'] | 'not-offered'
  records: (RecordData['SRV'] & { ttl: number })[]
}

/** A host that SRV or MX records name. What holds for it holds for both of its kinds of addresses. */
export interface Target {
  name: string
  outcome: Lookup<'A'>['outcome']
  addresses: string[]
  aliased: boolean
  canonicalName: string
  authenticated: boolean
  failure?: Lookup<'A'>['failure']
}

/** What a domain publishes about its mail services. */
export interface Services {
  domain: string
  /** whether the user vouches for the resolver; where not, `authenticated` means nothing */
  vouched: boolean
  labels: Record<ServiceLabel, Service>
  mx: Lookup<'MX'>
  /** each host that is named, once */
  targets: Target[]
  /** TLSA at each host and port that is named, 25 for those of MX records */
  tlsa: (Lookup<'TLSA'> & { target: string; port: number })[]
}

/** Beyond this a domain is not looked up: each server costs three questions. */
const maximumServers = 50

/**
 * Looks up what a domain publishes about its mail services, side by side. Throws what the first question met where
 * nothing at all was learnt, `too-long` beyond 50 servers, `usage` for what is no name, or what `signal` carries.
 */
export async function servicesOf(resolver: Resolver, name: string, signal: AbortSignal): Promise<Services> {
  const domain = queryName(name)
  setMaxListeners(0, signal) // one for each question
  const ask = <T extends RecordType>(name: string, type: T) => lookUp(resolver, name, type, signal)
  const [mx, ...services] = await Promise.all([
    ask(domain, 'MX'),
    ...serviceLabels.map((label) => ask(`${label}._tcp.${domain}`, 'SRV')),
  ])
  const all = [mx, ...services]
  const { failure } = mx
  if (failure && all.every(({ outcome }) => outcome === 'failed')) throw new MailtlsError(failure.code, failure.text)

  const servers = serversOf(mx, services)
  if (servers.length > maximumServers) {
    throw new MailtlsError('too-long', `expected up to ${maximumServers} servers of ${domain}, found ${servers.length}`)
  }
  const names = [...new Set(servers.map(({ target }) => target))]
  const [targets, tlsa] = await Promise.all([
    Promise.all(names.map(async (name) => targetOf(name, await Promise.all([ask(name, 'A'), ask(name, 'AAAA')])))),
    Promise.all(
      servers.map(async (each) => ({ ...each, ...(await ask(`_${each.port}._tcp.${each.target}`, 'TLSA')) })),
    ),
  ])
  const labels = Object.fromEntries(serviceLabels.map((label, index) => [label, serviceOf(services[index]!)]))
  return { domain, vouched: resolver.vouched, labels: labels as Services['labels'], mx, targets, tlsa }
}

async function lookUp<T extends RecordType>(
  resolver: Resolver,
  name: string,
  type: T,
  signal: AbortSignal,
): Promise<Lookup<T>> {
  try {
    return { name, ...(await resolver.query(name, type, signal)) }
  } catch (error) {
    if (signal.aborted || !isMailtlsError(error)) throw error
    const nothing = { records: [], authenticated: false, canonicalName: name, aliased: false }
    return { name, outcome: 'failed', ...nothing, failure: { code: error.code, text: error.message } }
  }
}

/** Each host and port that is named, once; "." names none (RFC 2782, RFC 7505). */
function serversOf(mx: Lookup<'MX'>, services: Lookup<'SRV'>[]): { target: string; port: number }[] {
  const named = [
    ...services.flatMap(({ records }) => records.map(({ data: { target, port } }) => ({ target, port }))),
    ...mx.records.map(({ data }) => ({ target: data.exchange, port: 25 })),
  ].filter(({ target }) => target !== '.')
  return [...new Map(named.map((each) => [`${each.target}:${each.port}`, each])).values()]
}

function serviceOf({ records, ...lookup }: Lookup<'SRV'>): Service {
  const notOffered = records.length > 0 && records.every(({ data }) => data.target === '.')
  return {
    ...lookup,
    outcome: notOffered ? 'not-offered' : lookup.outcome,
    records: records.map(({ data, ttl }) => ({ ...data, ttl })),
  }
}

function targetOf(name: string, [a, aaaa]: [Lookup<'A'>, Lookup<'AAAA'>]): Target {
  const both = [a, aaaa]
  const { outcome, failure } =
    both.find((each) => each.outcome === 'found') ?? both.find((each) => each.outcome === 'failed') ?? a
  const { aliased, canonicalName } = both.find((each) => each.aliased) ?? a
  return {
    name,
    outcome,
    addresses: both.flatMap(({ records }) => records.map(({ data }) => data)),
    aliased,
    canonicalName,
    authenticated: both.every(({ authenticated }) => authenticated),
    failure: failure ?? both.find((each) => each.failure)?.failure,
  }
}
