import { describe, expect, test } from 'vitest'
import type { Report, Waiver } from '../../harness/report/report.ts'
import type { ShardFacts } from '../../harness/report/shard-facts.ts'
import type { Claims, Subject } from '../../harness/subject.ts'
import { bugs } from '../../servers/bugs/catalogue.ts'
import { startReference } from '../../servers/reference/start.ts'
import { certify, type CertifyOptions } from '../../suites/certify.ts'
import { suites } from '../../suites/checks.ts'
import { referenceClientSubject } from '../../suites/client-subject.ts'
import { ledger } from '../../suites/ledger.ts'
import { reportSchema } from '../reports/report-schema.ts'
import { mergeShards } from './merge-shards.ts'

type ShardReport = Report & { shard: ShardFacts }

async function shardsOf(subject: Subject, total: number, options: CertifyOptions): Promise<ShardReport[]> {
  const reports: ShardReport[] = []
  for (let index = 1; index <= total; index++) {
    const report = await certify(subject, { ...options, shard: { index, total } })
    reports.push(reportSchema.parse(JSON.parse(JSON.stringify(report))) as ShardReport)
  }
  return reports
}

/** A report without what no two runs share: times, and which of two lawful answers came first. */
function lasting({ startedAt: _at, durationMs: _ms, checks, certificates: _shown, ...report }: Report) {
  const kept = checks.map(({ durationMs: _took, dialogue, times: _times, tls: _tls, seen: _seen, ...result }) => {
    return { ...result, spoke: dialogue.length > 0 }
  })
  return JSON.parse(JSON.stringify({ ...report, checks: kept })) as unknown
}

const buggy = bugs.find(({ name }) => name === 'lists-starttls-inside-tls')!
const waivers: Waiver[] = [
  { requirement: 'rfc3207-4.2-7', reason: 'known' },
  { check: 'rfc3207/server/starttls-works', reason: 'was mended' },
]

const claims: Claims = {
  endpoints: { smtp: { insideTls: ['NO-SUCH-EXTENSION'] }, submission: { tls: ['TLSv1.2', 'TLSv1.3'] } },
  requirements: { 'rfc3207-4.2-7': 'yes', 'rfc3207-4.2-1': 'yes' },
}

describe('A merged report', () => {
  test('is that of a whole run: verdicts, findings, claims, waivers and exit code', async () => {
    await using server = await startReference({ change: buggy, protocols: ['smtp', 'submission', 'submissions'] })
    const subject = { ...server, claims }
    const options = { checks: suites.rfc3207!, waivers }
    const whole = await certify(subject, options)
    const shards = await shardsOf(subject, 3, options)
    expect(whole.findings).not.toEqual([])
    const merged = mergeShards(shards)
    expect(lasting(merged)).toEqual(lasting(whole))
    expect(merged.claims!.map(({ verdict }) => verdict)).toEqual(['fail', 'pass', 'pass', 'fail'])
    expect(merged.waivers.map(({ state }) => state)).toEqual(['applied', 'stale'])
    expect(Object.keys(merged.certificates).toSorted()).toEqual(Object.keys(whole.certificates).toSorted())
  })

  test('is that of a whole run of a client that is one command', async () => {
    const subject = referenceClientSubject()
    const clients = subject.clients!.map((client) => ({ ...client, complete: false }))
    const single = { ...subject, clients, declared: {} }
    const checks = [...suites.rfc3207!, ...suites.rfc8314!].filter(({ id }) => id.includes('client/injection'))
    const whole = await certify(single, { checks })
    const merged = mergeShards(await shardsOf(single, 2, { checks }))
    expect(lasting(merged)).toEqual(lasting(whole))
    expect(merged.requirements.some(({ reason }) => reason?.text === 'a single command claims nothing of this')).toBe(
      true,
    )
  })
})

describe('A shard', () => {
  test('judges nothing beyond its part, and says who does', async () => {
    await using subject = await startReference({ protocols: ['smtp'], operator: false })
    const checks = suites.rfc3207!
    const whole = await certify(subject, { checks, allowUndecided: true })
    const shards = await shardsOf(subject, 3, { checks })
    for (const shard of shards) {
      expect(shard).toMatchObject({ exitCode: 0, compliance: 'undecided', problems: [] })
      expect(shard.requirements).toHaveLength(ledger.length)
      expect(shard.waivers).toEqual([])
    }
    const open = shards
      .flatMap(({ requirements }) => requirements)
      .filter(({ reason }) => reason?.code === 'other-shard')
    expect(open.every(({ verdict }) => verdict === 'inconclusive')).toBe(true)
    // what other shards decide, no shard takes for decided
    const rows = new Map(whole.requirements.map((row) => [row.id, row]))
    for (const { id, verdict, byEndpoint } of shards.flatMap(({ requirements }) => requirements)) {
      const all = rows.get(id)!.byEndpoint.flatMap((each) => each.checks)
      const here = byEndpoint.flatMap((each) => each.checks)
      if (verdict === 'pass') expect(here).toEqual(expect.arrayContaining(all))
    }
  })

  test('that finds a failure says so, by its exit code too', async () => {
    await using subject = await startReference({ change: buggy, protocols: ['smtp'], operator: false })
    const check = suites.rfc3207!.filter(({ id }) => id === 'rfc3207/server/starttls-hidden-inside-tls')
    const [first, second] = await shardsOf(subject, 2, { checks: [...check, ...suites.rfc3207!.slice(0, 1)] })
    const judged = [first!, second!].map(({ compliance, exitCode }) => `${compliance}: ${exitCode}`)
    expect(new Set(judged)).toEqual(new Set(['not compliant: 1', 'undecided: 0']))
    expect(first!.shard.run).toBe(second!.shard.run)
  })
})

describe('Where a shard is missing', () => {
  test('what it would have decided stays open, and is a problem', async () => {
    await using subject = await startReference({ protocols: ['smtp'], operator: false })
    const [first, , third] = await shardsOf(subject, 3, { checks: suites.rfc3207! })
    const stale = { ...third!, waivers: [{ ...waivers[1]!, state: 'undecided' as const }] }
    const merged = mergeShards([first!, stale], { allowUndecided: true })
    expect(merged).toMatchObject({ exitCode: 2, compliance: 'undecided', waivers: [{ state: 'undecided' }] })
    expect(merged.problems).toEqual([
      {
        endpoint: 'shard 2/3',
        reason: { code: 'shard-missing', text: 'shard 2/3 is missing: run it, and merge all again' },
      },
    ])
    expect(merged.requirements.some(({ reason }) => reason?.code === 'shard-missing')).toBe(true)
    expect(merged.requirements.some(({ verdict }) => verdict === 'pass')).toBe(true)
  })

  test('a failure that another shows counts', async () => {
    await using subject = await startReference({ change: buggy, protocols: ['smtp'], operator: false })
    const shards = await shardsOf(subject, 3, { checks: suites.rfc3207! })
    const failing = shards.find(({ compliance }) => compliance === 'not compliant')!
    expect(mergeShards([failing])).toMatchObject({ exitCode: 1, compliance: 'not compliant' })
  })
})
