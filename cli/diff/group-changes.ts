import type { Waived } from '../../harness/report/report.ts'
import type { Verdict } from '../../harness/verdict.ts'
import { verdictWord } from '../terminal/marks.ts'
import { count } from '../terminal/text.ts'
import type { Change, Diff } from './diff-reports.ts'
import type { State } from './transition.ts'

const titles = {
  worse: 'Worse',
  better: 'Better',
  changed: 'Changed',
  added: 'In the new report only',
  gone: 'In the old report only',
} as const satisfies Partial<Record<keyof Diff, string>>

const kinds = Object.keys(titles) as (keyof typeof titles)[]

/** A part of a diff as it is told to people. */
export interface Part {
  /** "Worse: 2 requirements, 3 checks, in 7 places" */
  title: string
  groups: ChangeGroup[]
  /** how many are not told one by one, since nothing fails in them */
  others: number
}

/** What there is to tell, what became worse first. */
export function partsOf(diff: Diff): Part[] {
  return kinds.flatMap((kind) => {
    const all = diff[kind]
    const inBoth = kind !== 'added' && kind !== 'gone'
    const shown = inBoth ? all : all.filter((change) => (change.new ?? change.old)?.verdict === 'fail')
    const title = `${titles[kind]}: ${kindsOf(all)}`
    return all.length > 0 ? [{ title, groups: groupChanges(shown), others: all.length - shown.length }] : []
  })
}

/** Changes that are told in one breath: the same became of all of them, for the same reason. */
export interface ChangeGroup {
  /** "pass → fail, waived" */
  change: string
  /** the newest that is known */
  verdict: Verdict
  /** what changed, each with its endpoints: "rfc3207-4.2-7 MUST on smtp, submission" */
  things: string[]
  before?: string
  now?: string
  waived?: Waived
  replay?: string
}

/** Puts together what changed alike, in the order in which it comes. */
function groupChanges(changes: readonly Change[]): ChangeGroup[] {
  const alike = (change: Change) => JSON.stringify([change.kind, told(change), reasons(change), waivedNow(change)])
  return [...Map.groupBy(changes, alike).values()].map((group) => {
    const [first] = group as [Change]
    const waived = waivedNow(first)
    return {
      change: told(first),
      verdict: (first.new ?? first.old)!.verdict,
      things: [...Map.groupBy(group, ({ id }) => id).values()].map(thing),
      ...reasons(first),
      ...(waived && { waived }),
      ...(first.replay !== undefined && isOpen(first) && { replay: first.replay }),
    }
  })
}

/** "1 worse, 2 better, 480 unchanged". */
export function diffTotals(diff: Diff): string {
  return [...kinds.map((kind) => `${diff[kind].length} ${kind}`), `${diff.unchanged} unchanged`].join(', ')
}

function kindsOf(changes: readonly Change[]): string {
  const kinds = [...Map.groupBy(changes, ({ kind }) => kind)].map(([kind, all]) => {
    return count(new Set(all.map(({ id }) => id)).size, kind)
  })
  return `${kinds.join(', ')}, in ${count(changes.length, 'place')}`
}

function thing(changes: readonly Change[]): string {
  const { id, level } = changes[0]!
  const endpoints = changes.flatMap(({ endpoint }) => endpoint ?? [])
  return [id, level, endpoints.length > 0 && `on ${endpoints.join(', ')}`].filter(Boolean).join(' ')
}

function told({ kind, old, new: now }: Change): string {
  if (kind === 'problem') return 'problem'
  const states = [old, now].flatMap((state) => state ?? [])
  // what was seen matters where nothing else differs
  const alike = old?.verdict === now?.verdict
  return states.map((state) => words(state, alike)).join(' → ')
}

/** A verdict in words, with what stands beside it. */
function words({ verdict, declared, outcome, waived }: State, alike: boolean): string {
  const beside = [declared?.answer, alike && outcome, waived && 'waived']
  return [verdictWord(verdict), ...beside].filter(Boolean).join(', ')
}

/** Of a requirement its checks tell why, where there are any. */
function reasons({ kind, endpoint, old, new: now }: Change): Pick<ChangeGroup, 'before' | 'now'> {
  if (kind === 'requirement' && endpoint !== undefined) return {}
  const [before, after] = [old?.reason?.text, now?.reason?.text]
  return { ...(before !== undefined && before !== after && { before }), ...(after !== undefined && { now: after }) }
}

/** Whether there is anything to see once more. */
function isOpen({ new: now }: Change): boolean {
  return now !== undefined && ['fail', 'error', 'inconclusive'].includes(now.verdict)
}

function waivedNow({ kind, new: now }: Change): Waived | undefined {
  return kind === 'requirement' ? undefined : now?.waived
}
