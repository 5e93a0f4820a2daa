import type { Check, CheckResult } from '../../harness/check.ts'
import type { FailureLevel } from '../../harness/report/exit-code.ts'
import type { Report, Waiver } from '../../harness/report/report.ts'
import { jobs } from '../../harness/run.ts'
import { placesOf } from '../../harness/place.ts'
import { usage } from '../../harness/usage.ts'
import { certify as certifySubject } from '../certify.ts'
import { checksNamed } from '../select-checks.ts'
import { type Certifiable, subjectOf } from './subject.ts'

/** Which checks are run. */
export interface Selection {
  /** those of these suites: `rfc3207`, `rfc8314`, `rfc2595` */
  suite?: string | readonly string[]
  /** these, by id, and checks of one's own; default: all */
  checks?: readonly (string | Check)[]
}

/** How a subject is judged. */
export interface CertifyOptions extends Selection {
  /** failures at this level and above count for the exit code; default: `must` */
  level?: FailureLevel
  /** whether the exit code is 0 though some requirement could not be decided; default: no */
  allowUndecided?: boolean
  /** failures that are known: requirement or check, and why. Compliance ignores them */
  waivers?: readonly Waiver[]
  /** ms that one check may take, for clients one launch; default: 5000 */
  timeoutMs?: number
  /** connections open at once; default: 8 */
  concurrency?: number
  /** ends the run: what was decided stays, the rest is inconclusive */
  signal?: AbortSignal
  /** called for each result as it comes */
  onResult?: (result: CheckResult) => void
}

/**
 * Judges mail servers, the operator of a domain, or a mail client, and gives the report: a verdict for each requirement of
 * RFC 3207, RFC 8314 and RFC 8997, with the dialogues that prove it. The subject is left running. Verdicts are those of
 * ISO 9646, compliance that of RFC 1122, section 1.3.2; the exit code is the one that `mailtls certify` would end with.
 *
 * What could hurt a real system (passwords in cleartext, failed logins, mail, relay attempts) is not run on URLs unless
 * `allow` says so: it is inconclusive then.
 *
 * @param subject URLs, more about running servers, or what `startServer` or `startClient` gave
 * @returns the report; times are in ms. It fails by what it says, never by throwing
 * @throws MailtlsError `usage` for what is wrong with the arguments: an unknown id, with the nearest; a URL that is none;
 *   checks of which none is about the subject
 * @example
 * ```ts
 * import { certify, startServer } from 'mailtls'
 *
 * await using server = await startServer({ bug: 'obeys-injected-lines' }, { protocols: ['smtp'] })
 * const { url } = server.endpoint('smtp')
 * const report = await certify(
 *   { urls: url, account: server.account, trust: server.trust, serverName: server.serverName },
 *   { checks: ['rfc3207/server/injection-same-segment'] },
 * )
 * const [result] = report.checks
 * console.log(report.compliance, result?.verdict, report.exitCode) // not compliant fail 1
 * ```
 */
export async function certify(
  subject: Certifiable,
  { suite, checks, ...options }: CertifyOptions = {},
): Promise<Report> {
  const named = await subjectOf(subject)
  const selected = selectChecks({ suite, checks })
  if (jobs(named, selected).length === 0) {
    const places = placesOf(named).map(({ name }) => name)
    throw usage(`expected checks that are about ${places.join(', ')}, found ${shortList(selected.map(({ id }) => id))}`)
  }
  return await certifySubject(named, { ...options, checks: selected })
}

function shortList(names: readonly string[]): string {
  if (names.length === 0) return 'none'
  return names.length > 3 ? `${names.slice(0, 2).join(', ')} and ${names.length - 2} others` : names.join(', ')
}

/** The checks that are selected, in order. Throws `usage` for an unknown name. */
export function selectChecks({ suite, checks }: Selection): readonly Check[] {
  const suites = suite === undefined ? undefined : [suite].flat()
  const ids = checks?.filter((each) => typeof each === 'string')
  const own = checks?.filter((each) => typeof each !== 'string') ?? []
  return [...checksNamed({ suite: suites, check: ids }), ...own]
}
