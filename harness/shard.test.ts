import { describe, expect, test } from 'vitest'
import { defineCheck } from './check.ts'
import { type Job, jobs } from './run.ts'
import { shardOf } from './shard.ts'
import { endpointAt } from './testing/subject.ts'

const nowhere = { host: 'localhost', port: 0 }
const subject = { endpoints: [endpointAt(nowhere), endpointAt(nowhere, 'submission')] }
const checks = Array.from({ length: 13 }, (_, i) =>
  defineCheck({
    id: `check-${i}`,
    roles: ['smtp-server', 'submission-server'],
    purpose: 'it works',
    harms: i < 5 ? ['failed-logins'] : [],
    run: async () => {},
  }),
)
const all = jobs(subject, checks)
const keyOf = ({ check, place }: Job) => `${check.id}@${place.name}`
const isSlow = ({ check }: Job) => check.harms.length > 0

describe('Shards of a run', () => {
  test.for([1, 2, 3, 7, 26, 40])('hold each job once between them, where there are %i', (total) => {
    const shards = Array.from({ length: total }, (_, i) => shardOf(all, { index: i + 1, total }))
    expect(shards.flat().map(keyOf).toSorted()).toEqual(all.map(keyOf).toSorted())
    const sizes = shards.map(({ length }) => length)
    expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1)
    const slow = shards.map((shard) => shard.filter(isSlow).length)
    expect(Math.max(...slow) - Math.min(...slow)).toBeLessThanOrEqual(1)
  })

  test('are the same wherever they are asked for, in the order of the whole', () => {
    const shard = { index: 2, total: 3 }
    const own = jobs(subject, checks, { shard }).map(keyOf)
    expect(own).toEqual(shardOf(jobs(subject, checks), shard).map(keyOf))
    expect(own).toEqual(all.map(keyOf).filter((key) => own.includes(key)))
  })
})
