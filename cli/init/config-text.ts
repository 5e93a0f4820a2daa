import { existsSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import type { Check } from '../../harness/check.ts'
import { concerns } from '../../harness/place.ts'
import type { Requirement } from '../../harness/requirement.ts'
import { type Operator, protocols, type Role } from '../../harness/subject.ts'
import { answers, certificateAdvice, harmsToAllow, operatorLines, setUpsToName } from './suggestions.ts'
import { sightOf } from './summary.ts'
import { comment, flow, scalar } from './yaml-lines.ts'
import { listedAs, mechanismsOf, offersStartTls, type Visited } from './visited.ts'

export interface Found {
  /** the host, or the domain */
  name: string
  visited: readonly Visited[]
  operator?: Operator
  /** the file that the certificates were verified with */
  ca?: string
  serverName?: string
  /** where the configuration goes, - for stdout */
  output: string
  checks: readonly Check[]
  ledger: readonly Requirement[]
}

/** A configuration that certify takes as it is: what was found as keys, what else can be said as comments. */
export function configText(found: Found): string {
  const { visited, operator, checks, ledger } = found
  const answering = visited.filter(({ sight }) => !sight.problem)
  const endpoints = answering.map(({ endpoint }) => endpoint)
  const own = checks.filter((check) => endpoints.some((endpoint) => concerns(check, endpoint)))
  const roles: Role[] = [
    ...endpoints.map(({ protocol }) => protocols[protocol].role),
    ...(operator ? ['operator' as const] : []),
  ]
  return [
    head(found),
    endpointLines(visited),
    certificateAdvice(answering, trusted(found)),
    setUpsToName(endpoints, own),
    accountLines(),
    harmsToAllow(own),
    operatorLines(operator),
    claimLines(answering),
    answers(
      ledger.filter((each) => each.disposition.kind === 'declared' && each.roles.some((role) => roles.includes(role))),
    ),
  ]
    .map((lines) => `${lines.join('\n')}\n`)
    .join('\n')
}

function head({ name, output }: Found): string[] {
  const directory = output === '-' ? process.cwd() : dirname(resolve(output))
  const schema = schemaBeside(directory)
  return [
    ...(schema ? [`# yaml-language-server: $schema=${schema}`] : []),
    ...comment(
      `What mailtls found at ${name}. What it could be told beside that stands behind a # without a blank. "mailtls explain ID" tells about a clause, "mailtls certify --dry-run" what would be sent.`,
    ),
  ]
}

/** The schema in the package that the nearest project has installed. */
function schemaBeside(directory: string): string | undefined {
  const file = join('node_modules', 'mailtls', 'docs', 'mailtls.schema.json')
  for (let folder = directory; ; folder = dirname(folder)) {
    if (existsSync(join(folder, file))) return relative(directory, join(folder, file))
    if (folder === dirname(folder)) return undefined
  }
}

function trusted({ ca, serverName, output }: Found) {
  const directory = output === '-' ? process.cwd() : dirname(resolve(output))
  return { trust: ca === undefined ? undefined : relative(directory, resolve(ca)), serverName }
}

function endpointLines(visited: readonly Visited[]): string[] {
  const missing = visited.filter(({ sight }) => sight.problem)
  return [
    ...comment(
      'What answered. To name an endpoint is to claim its protocol: where STARTTLS is not offered, the clauses about it stay open.',
    ),
    'endpoints:',
    ...visited.flatMap((each) =>
      each.sight.problem ? [] : [`  - ${scalar(each.endpoint.name)}`, ...comment(sightOf(each), '    ')],
    ),
    ...(missing.length > 0 ? comment('Not there:', '  ') : []),
    ...missing.map((each) => comment(`- ${scalar(each.endpoint.name)}   ${sightOf(each)}`, '  ', Infinity)).flat(),
  ]
}

function accountLines(): string[] {
  return [
    ...comment(
      'What comes behind a login stays open without an account. Its password is read from an environment variable, and sent inside TLS only, unless allow says otherwise.',
    ),
    '#accounts: [{ user: test, password-env: PASSWORD }]',
    ...comment('An address of its own that takes our test mail, for what only a delivered message shows:'),
    '#mailbox: test@example.org',
  ]
}

function claimLines(visited: readonly Visited[]): string[] {
  const claimed = visited.flatMap((each) => {
    const claims = claimsOf(each)
    return claims.length > 0 ? [`    ${scalar(each.endpoint.name)}:`, ...claims.map((line) => `      ${line}`)] : []
  })
  if (claimed.length === 0) return comment('claims: nothing was found that could be claimed.')
  return [
    ...comment(
      'What is promised (PICS). This is what was found: take out what you do not mean to promise. Where the server does otherwise, the run fails, at every level.',
    ),
    'claims:',
    '  endpoints:',
    ...claimed,
    ...comment('By clause, where the wire can tell:', '  '),
    '  #requirements: { rfc8314-4-12: yes }',
  ]
}

function claimsOf(visited: Visited): string[] {
  const { startTls, sasl } = listedAs(visited.endpoint.protocol)
  const mechanisms = mechanismsOf(visited)
  const { session, versions } = visited.sight
  return [
    ...(offersStartTls(visited) ? [`before-tls: [${startTls}]`] : []),
    ...(session && mechanisms.length > 0 ? [`inside-tls: [${sasl} ${mechanisms.join(' ')}]`] : []),
    ...(versions && versions.length > 0 ? [`tls: ${flow(versions)}`] : []),
  ]
}
