import { parentPort, workerData } from 'node:worker_threads'
import { createAuthority } from '../certs/authority.ts'
import { clientBugs } from '../clients/bugs/catalogue.ts'
import { clientVariants } from '../clients/variants/catalogue.ts'
import type { CheckResult } from '../harness/check.ts'
import { bugs } from '../servers/bugs/catalogue.ts'
import { variants } from '../servers/variants/catalogue.ts'
import { allChecks } from './checks.ts'
import { runChangedClient } from './client-subject.ts'
import { runChanged } from './run-changed.ts'

/** What a worker tells of one bug or variant: the verdict of each check on it. */
export interface PatchedRun {
  name: string
  results: Pick<CheckResult, 'id' | 'verdict' | 'decides'>[]
}

/** Runs the checks on the reference with these bugs and variants, one after the other. */
export async function runPatched(names: readonly string[]): Promise<PatchedRun[]> {
  const authority = await createAuthority()
  const runs: PatchedRun[] = []
  const runOne = async (change: (typeof changes)[number]): Promise<void> => {
    const client = 'place' in change
    const results = client
      ? await runChangedClient(change, allChecks, { concurrency: 4, timeoutMs: 10_000 })
      : await runChanged(change, allChecks, authority)
    runs.push({ name: change.name, results: results.map(({ id, verdict, decides }) => ({ id, verdict, decides })) })
  }
  const changes = [...bugs, ...variants, ...clientBugs, ...clientVariants].filter(({ name }) => names.includes(name))
  // most of a client's time is spent where an answer is withheld from it; fewer checks of each and more time for them, since
  // one check of 60 launches shares its processor with 31 others
  await inLanes(
    1,
    changes.filter((each) => !('place' in each)),
    runOne,
  )
  await inLanes(
    8,
    changes.filter((each) => 'place' in each),
    runOne,
  )
  return runs
}

/** Works on all items, so many at a time. */
async function inLanes<T>(lanes: number, items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const left = items.values()
  await Promise.all(
    Array.from({ length: lanes }, async () => {
      for (const item of left) await work(item)
    }),
  )
}

parentPort?.postMessage(await runPatched((workerData as { names: string[] } | null)?.names ?? []))
