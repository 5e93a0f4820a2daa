import type { Check } from '../../harness/check.ts'
import { concerns } from '../../harness/place.ts'
import type { Requirement } from '../../harness/requirement.ts'
import {
  type Endpoint,
  harms,
  hostAndPort,
  type Operator,
  type SetUp,
  setUps,
  setUpsOf,
} from '../../harness/subject.ts'
import { sent } from '../terminal/dry-run.ts'
import { count } from '../terminal/text.ts'
import { certificateOf, type Visited } from './visited.ts'
import { comment, scalar } from './yaml-lines.ts'

/** What certificates are verified against. */
export function certificateAdvice(
  visited: readonly Visited[],
  { trust, serverName }: { trust?: string; serverName?: string },
): string[] {
  const shown = visited.filter(({ sight }) => sight.session)
  const failed = shown.filter(({ sight }) => sight.session?.authorizationError)
  const byError = Map.groupBy(failed, ({ sight }) => sight.session!.authorizationError!)
  const told = [...byError].flatMap(([error, [first, ...others]]) => {
    const names = certificateOf(first!)?.names.join(', ') || 'no name'
    const where = others.length > 0 ? ` and ${count(others.length, 'other')}` : ''
    return comment(`The certificate of ${first!.endpoint.name}${where} (${names}) is not trusted: ${error}.`)
  })
  const [verified = shown[0]] = shown.filter((each) => !failed.includes(each))
  const verifiedAs = verified && failed.length === 0 ? comment('The certificate was verified, and is valid.') : []
  return [
    ...told,
    ...verifiedAs,
    ...comment('The authorities to verify it against, as a file in PEM; without it, those that Node knows:'),
    trust === undefined ? '#trust: ca.pem' : `trust: ${scalar(trust)}`,
    ...comment('The host name to ask for (SNI), and to find in it, where that is not the one in the URLs:'),
    serverName === undefined ? '#serverName: mail.example.org' : `serverName: ${scalar(serverName)}`,
  ]
}

/** The set-ups in which some clauses bind only, for the endpoints that there are. */
export function setUpsToName(endpoints: readonly Endpoint[], checks: readonly Check[]): string[] {
  const lines = (Object.keys(setUps) as SetUp[]).flatMap((setUp) => {
    const having = endpoints.filter((endpoint) => {
      const possible = setUp !== 'default' && setUpsOf(endpoint.protocol).includes(setUp)
      return possible && checks.some((check) => check.setUp === setUp && concerns(check, endpoint))
    })
    const [first] = having
    if (!first) return []
    const decided = checks.filter((check) => check.setUp === setUp && having.some((each) => concerns(check, each)))
    const { host } = first.listeners.default!
    const example = `${first.protocol}://${hostAndPort({ host, port: 'PORT' })}`
    const about = `${setUps[setUp]}; ${count(decided.length, 'check')} of ${having.map(({ protocol }) => protocol).join(', ')}`
    return [`#  ${setUp}: ['${example}']`, ...comment(about, '#    ')]
  })
  if (lines.length === 0) return comment('setUps: no clause binds these endpoints in another set-up only.')
  return [
    ...comment(
      'Some clauses bind under a configuration only. Where the same server listens so configured, name it there, if need be on another port:',
    ),
    '#setUps:',
    ...lines,
    ...comment('For those with client certificates, one that the server maps to the account:'),
    '#clientCertificates: { accepted: { cert: client.pem, key: client-key.pem } }',
  ]
}

/** What could hurt, and what it would decide. */
export function harmsToAllow(checks: readonly Check[]): string[] {
  const lines = harms.flatMap((harm) => {
    const barred = checks.filter((check) => check.harms.includes(harm))
    return barred.length > 0 ? [`#  - ${harm}`, `#    # ${sent[harm]}: ${count(barred.length, 'check')}`] : []
  })
  if (lines.length === 0) return comment('allow: nothing that these endpoints are tested for could hurt.')
  return [...comment('What could hurt a real system is done only where it is allowed:'), '#allow:', ...lines]
}

/** The mail domain and its resolver, as keys where they are known. */
export function operatorLines(operator: Operator | undefined): string[] {
  const about = comment(
    'The mail domain, to judge its operator by what DNS says; and the resolver to ask, which is trusted to validate DNSSEC:',
  )
  const { domain, resolver } = operator ?? {}
  if (domain === undefined) return [...about, '#domain: example.org', '#resolver: 192.0.2.53']
  const asked = resolver ? `resolver: ${scalar(hostAndPort(resolver))}` : '#resolver: 192.0.2.53'
  return [...about, `domain: ${scalar(domain)}`, asked]
}

/** The form of what only the vendor or the operator can answer. */
export function answers(clauses: readonly Requirement[]): string[] {
  if (clauses.length === 0) return comment('declared: nothing has to be answered by its vendor.')
  return [
    ...comment('What only the vendor can answer: yes or no, and where that is written.'),
    '#declared:',
    ...clauses.flatMap(({ id, level, summary }) => [
      `#  ${id}: { answer: yes or no, source: '' }`,
      ...comment(`${level}: ${summary}`, '#    '),
    ]),
  ]
}
