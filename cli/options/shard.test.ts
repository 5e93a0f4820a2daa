import { describe, expect, test } from 'vitest'
import { shardOf } from './shard.ts'

describe('--shard', () => {
  test.for(['0/2', '3/2', '2', '1/0', '-1/2', 'a/b', '1/99999', ''])('is refused: "%s"', (shard) => {
    const message = `expected --shard as I/N with I from 1 to N, such as 2/5, found "${shard}"`
    expect(() => shardOf({ shard }, {})).toThrow(message)
  })

  test('takes the number of its run from CI, unless that is given', () => {
    const shard = { index: 2, total: 5 }
    expect(shardOf({ shard: '2/5' }, {})).toEqual({ shard })
    expect(shardOf({ shard: '2/5' }, { GITHUB_RUN_ID: '17' })).toEqual({ shard, runId: '17' })
    expect(shardOf({ shard: '2/5' }, { GITHUB_RUN_ID: '', CI_PIPELINE_ID: '18' })).toEqual({ shard, runId: '18' })
    expect(shardOf({ shard: '2/5', runId: 'x' }, { GITHUB_RUN_ID: '17' })).toEqual({ shard, runId: 'x' })
  })

  test('does not go with --update-waivers', () => {
    expect(() => shardOf({ shard: '1/2', updateWaivers: true }, {})).toThrow(
      'expected --update-waivers for a whole run',
    )
  })

  test('is what --run-id is for', () => {
    expect(shardOf({}, { GITHUB_RUN_ID: '17' })).toEqual({})
    expect(() => shardOf({ runId: 'x' }, {})).toThrow('expected --run-id together with --shard only')
  })
})
