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
  const changes = [...bugs, ...variants, ...clientBugs, ...clientVariants]
  for (const change of changes.filter(({ name }) => names.includes(name))) {
    const client = 'place' in change
    const results = client ? await runChangedClient(change, allChecks) : await runChanged(change, allChecks, authority)
    runs.push({ name: change.name, results: results.map(({ id, verdict, decides }) => ({ id, verdict, decides })) })
  }
  return runs
}

parentPort?.postMessage(await runPatched((workerData as { names: string[] } | null)?.names ?? []))
