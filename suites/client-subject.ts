import { harms, type Subject } from '../harness/subject.ts'
import type { Check, CheckResult } from '../harness/check.ts'
import type { ClientPlace } from '../harness/place.ts'
import { run, type RunOptions } from '../harness/run.ts'
import type { ClientChange } from '../clients/bugs/bug.ts'
import { declared } from '../clients/reference/declared.ts'
import { type ReferenceOptions, referenceClient } from '../clients/reference/client.ts'

/** The reference client, or a changed one, as a subject: a mail user agent and a relay. */
export function referenceClientSubject({ patch }: Pick<ReferenceOptions, 'patch'> = {}, name = 'reference'): Subject {
  return {
    name,
    endpoints: [],
    clients: [referenceClient({ role: 'mua', patch }), referenceClient({ role: 'smtp-client', patch })],
    allow: harms,
    declared,
    asShipped: true,
    arguments: `--client ${name}`,
  }
}

/** Runs checks on a bug or a variant of the reference client, where it shows. */
export async function runChangedClient(
  change: ClientChange,
  checks: readonly Check[],
  options?: RunOptions,
): Promise<CheckResult[]> {
  const places: ClientPlace['name'][] = [change.place]
  return (await run(referenceClientSubject(change, change.name), checks, { ...options, places })).results
}
