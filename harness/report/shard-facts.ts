import { createHash } from 'node:crypto'
import type { JobFacts, Shard } from '../shard.ts'
import type { Claims, Declaration } from '../subject.ts'
import type { Report } from './report.ts'

/** Which part of a run a report is of, and what it takes to judge the whole once all parts are there. */
export interface ShardFacts extends Shard {
  /** digest of what the shards of one run have in common, and no others have */
  run: string
  /** what tells this run from others of the same, as it was named */
  runId?: string
  /** ids of the checks that were selected for the whole run */
  selected: readonly string[]
  /** all jobs of the whole run, in their order */
  jobs: readonly JobFacts[]
  /** the vendor's answers */
  declared: Readonly<Record<string, Declaration>>
  /** what is claimed of requirements */
  claimed?: Claims['requirements']
  /** the client is one command, which claims nothing beside itself */
  singleCommand?: true
}

/** What shards are judged by later, with the digest that says which of them belong together. */
export function shardFacts(
  facts: Omit<ShardFacts, 'run'>,
  toolVersion: string,
  { name, version, endpoints }: Report['subject'],
): ShardFacts {
  const { index: _own, ...common } = facts
  const own = [toolVersion, name, version, endpoints.map((each) => [each.name, each.role]), common]
  const text = JSON.stringify(own, inOrder)
  return { ...facts, run: createHash('sha256').update(text).digest('hex').slice(0, 16) }
}

/** Whoever writes a report anew may put its keys in another order. */
function inOrder(_key: string, value: unknown): unknown {
  if (!value || typeof value !== 'object' || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
}
