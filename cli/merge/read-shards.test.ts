import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test, describe } from 'vitest'
import { folderForTests } from '../../harness/testing/folders.ts'
import type { Report } from '../../harness/report/report.ts'
import { startReference } from '../../servers/reference/start.ts'
import { certify, type CertifyOptions } from '../../suites/certify.ts'
import { allChecks } from '../../suites/checks.ts'
import { readShards } from './read-shards.ts'

const folder = folderForTests()

const checksOf = (...names: string[]) =>
  names.map((name) => allChecks.find(({ id }) => id === `rfc3207/server/${name}`)!)
const two = checksOf('starttls-works', 'starttls-hidden-inside-tls')

const at = (name: string) => join(folder, name)
const write = (name: string, report: Report) => writeFileSync(at(name), JSON.stringify(report))
let first: Report
let second: Report

beforeAll(async () => {
  await using subject = await startReference({ protocols: ['smtp'], setUps: ['default'], operator: false })
  const make = async (name: string, options: CertifyOptions) => {
    const report = await certify(subject, { checks: two, runId: 'monday', ...options })
    write(name, report)
    return report
  }
  first = await make('1', { shard: { index: 1, total: 2 } })
  second = await make('2', { shard: { index: 2, total: 2 } })
  await make('tuesday', { shard: { index: 2, total: 2 }, runId: 'tuesday' })
  await make('of-3', { shard: { index: 2, total: 3 } })
  await make('others', { shard: { index: 2, total: 2 }, checks: checksOf('starttls-works', 'injection-late') })
  await make('more', { shard: { index: 2, total: 2 }, checks: [...two, ...checksOf('injection-late')] })
  await make('whole', { runId: undefined })
})

const read = (...names: string[]) => readShards(names.map(at))

describe('The reports of shards', () => {
  test('are read in the order of their numbers', () => {
    expect(read('2', '1').map(({ report }) => report.shard.index)).toEqual([1, 2])
  })

  const refusals: [what: string, names: string[], expected: RegExp][] = [
    ['none', [], /^expected the report directories of shards, found none$/],
    ['one that is not there', ['nowhere'], /^expected a JSON report of mailtls, but \S+nowhere does not exist$/],
    ['a directory without one', ['.'], /^expected a JSON report of mailtls, but \S+report\.json does not exist$/],
    [
      'that of a whole run',
      ['1', 'whole'],
      /^expected the report of a shard \(certify --shard I\/N\), but \S+whole is of a/,
    ],
    ['those of two runs', ['1', 'tuesday'], /are of different ones: the id of the run differs, monday and tuesday$/],
    ['those of two splits', ['1', 'of-3'], /are of different ones: the number of shards differs, 2 and 3$/],
    ['those of more checks', ['1', 'more'], /are of different ones: the number of checks differs, 2 and 3$/],
    [
      'those of other checks',
      ['1', 'others'],
      /are of different ones: other checks were selected, or other answers declared$/,
    ],
    ['one that is there twice', ['1', '2', '1'], /^expected each shard once, but \S+1 and \S+1 are both shard 1\/2$/],
  ]
  test.for(refusals)('are refused: %s', ([, names, expected]) => {
    expect(() => read(...names)).toThrow(
      expect.objectContaining({ code: 'usage', message: expect.stringMatching(expected) }),
    )
  })

  const damage: [what: string, change: (report: Report) => void, expected: RegExp][] = [
    [
      'another version of mailtls',
      ({ tool }) => (tool.version = '9.9.9'),
      /^expected shards of mailtls 0\.\S+, but \S+ is of 9\.9\.9: let that version merge them$/,
    ],
    ['a result that was not planned', ({ checks }) => (checks[0]!.key = 'x@y#z'), /x@y#z is none of the run's checks$/],
    ['a number that is none', ({ shard }) => (shard!.index = -1), /shard\.index is wrong/],
    ['a number beyond the total', ({ shard }) => (shard!.index = 7), /shard 7\/2/],
    ['a total that no run has', ({ shard }) => (shard!.total = 1e9), /shard 1\/1000000000/],
    ['a result less', ({ checks }) => checks.pop(), /^expected 1 results in shard 1\/2, but \S+ has 0: run it again$/],
    ['a result twice', ({ checks }) => checks.push(checks[0]!), /^expected 1 results in shard 1\/2, but \S+ has 2/],
    [
      'other answers than those of the run',
      ({ shard }) => (shard!.declared = { 'rfc3207-4.2-7': { answer: 'yes', source: 'me' } }),
      /^expected a report as mailtls wrote it, but what \S+ says of its run was changed: run it again$/,
    ],
  ]
  test('are refused: one with the results of another', () => {
    write('usurped', { ...second, checks: first.checks })
    const expected = /^expected each check in one shard, but \S+ is in \S+1 and in \S+usurped$/
    expect(() => read('1', 'usurped')).toThrow(
      expect.objectContaining({ code: 'usage', message: expect.stringMatching(expected) }),
    )
  })

  test.for(damage)('are refused: %s', ([, change, expected]) => {
    const damaged = structuredClone(first)
    change(damaged)
    write('damaged', damaged)
    expect(() => read('damaged')).toThrow(
      expect.objectContaining({ code: 'usage', message: expect.stringMatching(expected) }),
    )
  })
})
