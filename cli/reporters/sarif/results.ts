import { createHash } from 'node:crypto'
import type { Result } from 'sarif'
import type { CheckResult } from '../../../harness/check.ts'
import { claimFinding, claimIn } from '../../../harness/report/claims.ts'
import { isVulnerability } from '../../../harness/report/compliance.ts'
import type { Finding, Report, RequirementRow, Waived } from '../../../harness/report/report.ts'
import { waivedOf } from '../../../harness/report/waivers.ts'
import { tailOf } from '../../../harness/report/dialogue-tail.ts'
import { shorten } from '../../../harness/shorten.ts'
import { waivedText } from '../../terminal/waivers.ts'
import { brokenBy, weightOf, weightOfFailure } from '../broken.ts'
import { code, fence, prose } from '../markdown/quote.ts'
import { oneLine } from '../one-line.ts'
import { stableNames } from '../stable-names.ts'
import { claimRule, levels } from './rules.ts'
import { braced, said } from './text.ts'

/**
 * A result for each failed check at each endpoint, under the weightiest rule that it breaks, for each MUST or SHOULD that is
 * declared not to be fulfilled, and for each claim that fails.
 */
export function results(report: Report): Result[] {
  const stable = stableNames(report)
  const failed = report.checks.filter(({ verdict }) => verdict === 'fail')
  const claims = report.findings.filter(({ check }) => check === claimFinding)
  const pathTo = (endpoint: string) => pathOf(stable.get(endpoint), report.subject.name)
  return [
    ...failed.map((each) => ofCheck(each, report, pathTo(each.endpoint))),
    ...report.requirements.flatMap((row, index) =>
      row.declared?.answer === 'no' && weightOf(row) !== 'note' ? [ofDeclaration(row, index, report)] : [],
    ),
    ...claims.map((each) => ofClaim(each, pathTo(each.endpoint))),
  ]
}

function ofCheck(failed: CheckResult, report: Report, path: string): Result {
  const { id, endpoint, setUp, role } = failed
  const [main, ...others] = brokenBy(failed, report)
  const also = others.length > 0 ? [`Breaks ${others.map((row) => row.id).join(', ')}, too`] : []
  return {
    ruleId: main?.id ?? id,
    ...(main && { ruleIndex: report.requirements.indexOf(main) }),
    level: levels[weightOfFailure(failed, report)],
    message: { text: text(failed, also), markdown: braced(markdown(failed, also)) },
    ...at(path, endpoint, id),
    ...suppressed(waivedOf(failed, report)),
    properties: {
      check: id,
      role,
      endpoint: oneLine(endpoint),
      setUp,
      ...(isVulnerability(failed) && { vulnerability: true }),
    },
  }
}

function ofDeclaration(row: RequirementRow, ruleIndex: number, { subject }: Report): Result {
  return {
    ruleId: row.id,
    ruleIndex,
    level: levels[weightOf(row)],
    message: { text: said(row.reason?.text ?? '') },
    ...at(`${pathOf(undefined, subject.name)}/declared`, subject.name, row.id),
    ...suppressed(row.waived),
  }
}

function ofClaim({ endpoint, text, waived }: Finding, path: string): Result {
  return {
    ruleId: claimRule.id,
    level: 'error',
    message: { text: said(text) },
    ...at(path, endpoint, claimIn(text)),
    ...suppressed(waived),
  }
}

/** GitHub wants a relative path and rejects a whole file over a URL: `mail.example.org/smtp`, `courier/imaps`, `courier`. */
function pathOf(place: string | undefined, subject: string): string {
  const [protocol, host = subject] = place?.split('://') ?? []
  const parts = protocol === undefined ? [host] : [host, protocol]
  return parts.map((part) => encodeURIComponent(part.toWellFormed())).join('/')
}

/** Where it is, and what makes it the same in the next run. */
function at(uri: string, endpoint: string, what: string): Pick<Result, 'locations' | 'partialFingerprints'> {
  const hash = createHash('sha256').update(`${what} ${uri}`).digest('hex').slice(0, 16)
  const region = { startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 }
  return {
    locations: [
      {
        physicalLocation: { artifactLocation: { uri }, region },
        logicalLocations: [{ name: oneLine(endpoint), kind: 'resource' }],
      },
    ],
    // the only name that GitHub reads
    partialFingerprints: { primaryLocationLineHash: `${hash}:1` },
  }
}

function suppressed(waived: Waived | undefined): Pick<Result, 'suppressions'> {
  if (!waived) return {}
  return { suppressions: [{ kind: 'external', status: 'accepted', justification: said(waivedText(waived)) }] }
}

function text({ endpoint, reason, purpose, replay }: CheckResult, also: readonly string[]): string {
  return [`On ${endpoint}: ${foundIn(reason)}`, `Expected: ${purpose}`, ...also, `Again: ${replay}`]
    .map(said)
    .join('\n\n')
}

/** GitHub shows about 1000 characters of a message. */
function foundIn(reason: CheckResult['reason']): string {
  return shorten(reason?.text ?? '', 500)
}

function markdown({ endpoint, reason, purpose, replay, dialogue }: CheckResult, also: readonly string[]): string {
  const { left, lines } = tailOf(dialogue)
  return [
    `On ${code(endpoint)}: ${code(foundIn(reason))}`,
    `Expected: ${prose(purpose)}`,
    ...also,
    ...(lines.length > 0 ? [fence([...(left > 0 ? [`… ${left} lines before`] : []), ...lines])] : []),
    `Again: ${code(replay)}`,
  ].join('\n\n')
}
