import type { Compliance, Report } from '../../harness/report/report.ts'
import { notSelected } from '../terminal/report.ts'
import { type Item, itemsOf } from './items.ts'
import { sameEndpoints } from './same-endpoints.ts'
import { type State, transition } from './transition.ts'

/** What one of the two reports is about. */
export interface Side {
  subject: { name: string; version?: string; digest?: string }
  tool: string
  requirementSet: string
  startedAt: string
  compliance: Compliance
  byRfc: Record<string, Compliance>
  exitCode: number
}

/** What differs in one place. An endpoint that has another name in the old report has its new one. */
export interface Change extends Item {
  old?: State
  new?: State
}

/** What changed between two reports, as `--reporter json` prints it. */
export interface Diff {
  schema: 'mailtls/diff/1'
  old: Side
  new: Side
  /** what makes the two hard to compare */
  notes: string[]
  worse: Change[]
  better: Change[]
  changed: Change[]
  /** in the new report only, or in the old one: of these nobody can say that they became better or worse */
  added: Change[]
  gone: Change[]
  /** how much is as it was */
  unchanged: number
}

/** Compares two reports, of two versions of a server or of mailtls, or of two servers. */
export function diffReports(old: Report, now: Report): Diff {
  const names = sameEndpoints(old, now)
  const before = itemsOf(old, now, (endpoint) => names.get(endpoint) ?? endpoint)
  const after = itemsOf(now, old, (endpoint) => endpoint)
  const diff: Diff = {
    schema: 'mailtls/diff/1',
    old: sideOf(old),
    new: sideOf(now),
    notes: notesOn(old, now, names),
    worse: [],
    better: [],
    changed: [],
    added: [],
    gone: [],
    unchanged: 0,
  }
  for (const [key, { state, ...item }] of after) {
    const was = before.get(key)?.state
    const means = was ? transition(was, state) : item.kind === 'problem' ? 'worse' : 'added'
    if (means === 'same') diff.unchanged += 1
    else diff[means].push({ ...item, ...(was && { old: was }), new: state })
  }
  for (const [key, { state, ...item }] of before) {
    if (!after.has(key)) diff[item.kind === 'problem' ? 'better' : 'gone'].push({ ...item, old: state })
  }
  return diff
}

function sideOf({ subject, tool, requirementSet, startedAt, compliance, byRfc, exitCode }: Report): Side {
  const { name, version, digest } = subject
  return {
    subject: { name, ...(version !== undefined && { version }), ...(digest !== undefined && { digest }) },
    tool: tool.version,
    requirementSet,
    startedAt,
    compliance,
    byRfc,
    exitCode,
  }
}

function notesOn(old: Report, now: Report, names: ReadonlyMap<string, string>): string[] {
  const [before, after] = [old, now].map(({ subject }) => subject.endpoints.map(({ name }) => name)) as [
    string[],
    string[],
  ]
  const found = [...names.values()]
  return [
    ...differing('two subjects', old.subject.name, now.subject.name),
    ...differing('two versions of mailtls', old.tool.version, now.tool.version),
    ...differing('two sets of requirements', old.requirementSet, now.requirementSet),
    ...[...names].flatMap(([from, to]) => (from === to ? [] : [`${from} is compared with ${to}`])),
    ...only(
      'old',
      before.filter((name) => !names.has(name)),
    ),
    ...only(
      'new',
      after.filter((name) => !found.includes(name)),
    ),
    ...(partOf(old) === partOf(now) ? [] : [...partly('old', old), ...partly('new', now)]),
  ]
}

function differing(what: string, old: string, now: string): string[] {
  return old === now ? [] : [`the reports are of ${what}: ${old} and ${now}`]
}

function only(which: string, endpoints: readonly string[]): string[] {
  return endpoints.length === 0 ? [] : [`in the ${which} report only: ${endpoints.join(', ')}`]
}

function partly(which: string, report: Report): string[] {
  return partOf(report) === '' ? [] : [`the ${which} report tells ${partOf(report)}`]
}

/** What of a run a report is of; empty for the whole. */
function partOf(report: Report): string {
  const { shard } = report
  return shard ? `of shard ${shard.index}/${shard.total} only` : notSelected(report)
}
