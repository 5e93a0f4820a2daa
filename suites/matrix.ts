import { once } from 'node:events'
import { availableParallelism } from 'node:os'
import { extname } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { Check } from '../harness/check.ts'
import { within } from '../harness/deadline.ts'
import { run } from '../harness/run.ts'
import { type Language, type Protocol, protocols, type SetUp } from '../harness/subject.ts'
import { temporaryFolder } from '../harness/temporary-folder.ts'
import type { Verdict } from '../harness/verdict.ts'
import type { Bug } from '../servers/bugs/bug.ts'
import type { ClientBug } from '../clients/bugs/bug.ts'
import { clientBugs } from '../clients/bugs/catalogue.ts'
import { clientVariants } from '../clients/variants/catalogue.ts'
import { bugs } from '../servers/bugs/catalogue.ts'
import { startReference } from '../servers/reference/start.ts'
import { variants } from '../servers/variants/catalogue.ts'
import { allChecks } from './checks.ts'
import { referenceClientSubject } from './client-subject.ts'
import type { PatchedRun } from './matrix-worker.ts'

/** What the checks see of the bugs: the proof that each of them can fail, and only where it should. */
export interface Matrix {
  schema: 'mailtls/matrix/1'
  reference: { red: string[] }
  variants: { name: string; red: string[]; inconclusive: string[] }[]
  bugs: BugRow[]
  checks: { id: string; killedBy: string[] }[]
  /** what does not hold, as sentences; none when all gates hold */
  broken: string[]
}

export interface BugRow {
  name: string
  /** where it shows; for a bug of the client its place, as `client/submission` */
  endpoint: string
  setUp: SetUp
  violates: readonly string[]
  /** checks that failed */
  red: string[]
  /** clauses that the bug violates and no failed check decides */
  missing: string[]
  /** clauses that failed checks decide and the bug does not violate */
  unexpected: string[]
  inconclusive: string[]
}

/**
 * Runs every check on every bug, on every variant and on the reference, and holds the outcome against the gates. Throws what
 * `signal` carries once that ends.
 */
export async function killMatrix(signal: AbortSignal = new AbortController().signal): Promise<Matrix> {
  const names = [...bugs, ...variants, ...clientBugs, ...clientVariants].map(({ name }) => name)
  const working = inWorkers(names, signal)
  working.catch(() => {}) // told below, when our own part has ended
  const reference = await runReference(signal)
  const results = new Map((await working).map((patched) => [patched.name, patched.results]))
  const bugRows = [...bugs, ...clientBugs].map((bug) => rowOf(bug, results.get(bug.name)!))
  const matrix = {
    schema: 'mailtls/matrix/1' as const,
    reference: { red: idsOf(reference, 'fail', 'inconclusive', 'error') },
    variants: [...variants, ...clientVariants].map(({ name }) => ({
      name,
      red: idsOf(results.get(name)!, 'fail'),
      inconclusive: idsOf(results.get(name)!, 'inconclusive', 'error'),
    })),
    bugs: bugRows,
    checks: allChecks.map(({ id }) => ({
      id,
      killedBy: bugRows.filter(({ red }) => red.includes(id)).map((row) => row.name),
    })),
  }
  return { ...matrix, broken: brokenGates(matrix, allChecks) }
}

async function runReference(signal: AbortSignal) {
  await using subject = await startReference()
  const onServer = await run(subject, allChecks, { signal })
  const onClient = await run(referenceClientSubject(), allChecks, { signal })
  return [...onServer.results, ...onClient.results]
}

/** Shares bugs and variants out among as many threads as there are cores: the handshakes are what takes the time. */
async function inWorkers(names: readonly string[], signal: AbortSignal): Promise<PatchedRun[]> {
  const shares = Map.groupBy(names, (name) => names.indexOf(name) % availableParallelism())
  const file = new URL(`./matrix-worker${extname(import.meta.filename)}`, import.meta.url)
  // a thread that is ended removes nothing
  await using folder = await temporaryFolder()
  const env = { ...process.env, TMPDIR: folder.path }
  const workers = [...shares.values()].map((share) => new Worker(file, { workerData: { names: share }, env }))
  try {
    const runs = workers.map(async (worker) => (await once(worker, 'message'))[0] as PatchedRun[])
    return (await within(signal, () => Promise.all(runs))).flat()
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()))
  }
}

type Result = PatchedRun['results'][number]

function rowOf(bug: Bug | ClientBug, results: readonly Result[]): BugRow {
  const { name, violates, hides } = bug
  const red = results.filter(({ verdict }) => verdict === 'fail')
  const decided = [...new Set(red.flatMap(({ decides }) => decides))]
  return {
    name,
    endpoint: 'place' in bug ? `client/${bug.place}` : bug.endpoint,
    setUp: 'place' in bug ? 'default' : bug.setUp,
    violates,
    red: red.map(({ id }) => id),
    missing: violates.filter((id) => !decided.includes(id)),
    unexpected: decided.filter((id) => !violates.includes(id)),
    inconclusive: hides ? [] : idsOf(results, 'inconclusive', 'error'),
  }
}

function idsOf(results: readonly Result[], ...verdicts: Verdict[]): string[] {
  return results.filter(({ verdict }) => verdicts.includes(verdict)).map(({ id }) => id)
}

/** The gates of the kill matrix: exactness of the bugs, proof of the checks, peace for what conforms. */
function brokenGates(matrix: Omit<Matrix, 'broken'>, checks: readonly Check[]): string[] {
  const broken = [
    ...matrix.reference.red.map((id) => `the reference does not pass ${id}`),
    ...matrix.variants.flatMap(({ name, red, inconclusive }) =>
      [...red, ...inconclusive].map((id) => `the variant ${name} does not pass ${id}`),
    ),
    ...matrix.bugs.flatMap(({ name, missing, unexpected, inconclusive }) => [
      ...missing.map((id) => `the bug ${name} violates ${id}, and no check of it fails`),
      ...unexpected.map((id) => `the bug ${name} fails a check of ${id}, which it does not violate`),
      ...inconclusive.map((id) => `the bug ${name} leaves ${id} open and does not say that it hides anything`),
    ]),
  ]
  const columns = new Map<string, string>()
  for (const check of checks.filter(({ kind }) => kind === 'decides')) {
    for (const spoken of languagesOf(check)) {
      const killedBy = matrix.bugs.filter((row) => row.red.includes(check.id) && languageOf(row.endpoint) === spoken)
      if (killedBy.length === 0) {
        broken.push(`no bug makes ${check.id} fail in ${spoken}`)
        continue
      }
      const column = `${spoken}: ${killedBy.map(({ name }) => name).join(' ')}`
      const twin = columns.get(column)
      if (twin) broken.push(`${check.id} and ${twin} fail for the same bugs in ${spoken}: one of them is not needed`)
      columns.set(column, check.id)
    }
  }
  return broken
}

/** What is spoken: a check is proven in each of them. The operator's is DNS; a client's accounts take all of them. */
type Spoken = Language | 'dns' | 'account'

export function languageOf(endpoint: string): Spoken {
  const name = endpoint.replace('client/', '')
  if (name === 'account') return name
  return name === 'operator' ? 'dns' : protocols[name as Protocol].language
}

function languagesOf(check: Check): Spoken[] {
  const { roles, ports, languages = ['smtp', 'imap', 'pop3'] } = check
  if (ports === 'account') return ['account']
  if (roles.includes('mua')) return [...languages]
  if (roles.includes('smtp-client')) return ['smtp']
  const places = Object.values(protocols).filter(({ role }) => roles.some((each) => each === role))
  return [
    ...new Set([...places.map(({ language }) => language), ...(roles.includes('operator') ? ['dns' as const] : [])]),
  ]
}
