import { parentPort, workerData } from 'node:worker_threads'
import { createAuthority } from '../certs/authority.ts'
import type { CheckResult } from '../harness/check.ts'
import { run } from '../harness/run.ts'
import type { Bug, Variant } from '../servers/bugs/bug.ts'
import { bugs } from '../servers/bugs/catalogue.ts'
import { startReference } from '../servers/reference/start.ts'
import { variants } from '../servers/variants/catalogue.ts'
import { allChecks } from './checks.ts'

/** What a worker tells of one bug or variant: the verdict of each check on it. */
export interface PatchedRun {
  name: string
  results: Pick<CheckResult, 'id' | 'verdict' | 'decides'>[]
}

/** Runs the checks on the reference with these bugs and variants, one after the other. */
export async function runPatched(names: readonly string[]): Promise<PatchedRun[]> {
  const authority = await createAuthority()
  const runs: PatchedRun[] = []
  for (const patched of [...bugs, ...variants].filter(({ name }) => names.includes(name))) {
    const { name, endpoint } = patched
    const setUps = setUpsOf(patched)
    const operator = endpoint === 'operator'
    // beside the changed endpoint the others serve as they should: for controls, and for reading mail
    await using subject = await startReference({
      change: patched,
      operator,
      setUps: [...new Set([...setUps, 'default' as const])],
      authority,
    })
    const places = [operator ? subject.operator!.name : endpoint]
    const { results } = await run(subject, allChecks, { setUps, places })
    runs.push({ name, results: results.map(({ id, verdict, decides }) => ({ id, verdict, decides })) })
  }
  return runs
}

function setUpsOf(patched: Bug | Variant) {
  return 'setUps' in patched ? patched.setUps : [patched.setUp]
}

parentPort?.postMessage(await runPatched((workerData as { names: string[] } | null)?.names ?? []))
