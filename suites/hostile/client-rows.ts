import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { hostileClients } from '../../clients/hostile/catalogue.ts'
import { type HostileClient, hostileKinds } from '../../clients/hostile/hostile-client.ts'
import { hostileCommands } from '../../clients/hostile/start.ts'
import { bounds, countVerdicts, excessOf, faultsIn, slowestOf } from './bounds.ts'
import { certified, type Certified } from './certified.ts'
import { clientChecksOf } from './client-checks.ts'
import type { HostileRow, HostileRows, Ran } from './row.ts'

/** The hostile clients that meet every check, beside the few that all meet: one of each kind, and those that let most checks wait. */
const metByAll = new Set([
  ...hostileKinds.map((kind) => hostileClients.find((each) => each.kind === kind)!.name),
  'noops',
  '100-mb-message',
  'hangs-where-refused',
  'never-ends',
  '1000-held',
  '1-gb-of-output',
  'never-connects',
])

/** Certifies each hostile client in all its languages, with STARTTLS and implicit TLS; client and command in processes of their own. */
export const hostileClientRows: HostileRows = async function* (wanted) {
  const chosen = hostileClients.filter(({ name }) => wanted(name))
  const cache = await mkdtemp(join(tmpdir(), 'mailtls-hostile-'))
  try {
    for (const client of chosen) yield await measured(client, 'greeting, upgrade, injection', cache)
    for (const client of chosen)
      if (metByAll.has(client.name)) yield await measured(client, 'whole certification', cache)
  } finally {
    await rm(cache, { recursive: true })
  }
}

/** `cache` is for what Node has compiled: launches are not to take longer than those of any other client. */
async function measured(client: HostileClient, ran: Ran, cache: string): Promise<HostileRow> {
  const { name, does, languages, told } = client
  const found = await certify(client, ran, cache)
  const { checks } = found.report
  const reasons = checks.flatMap(({ reason }) => (reason ? [reason.text] : []))
  return {
    peer: name,
    side: 'client',
    protocol: languages.join(', '),
    does,
    ran,
    verdicts: countVerdicts(checks),
    slowestMs: slowestOf(checks),
    wholeMs: found.wholeMs,
    peakRssMb: found.peakRssMb,
    message: reasons.find((text) => told.test(text)) ?? reasons[0] ?? '',
    faults: [...faultsOf(client, found, ran), ...excessOf(found, bounds.clientCheckMs)],
  }
}

function faultsOf(client: HostileClient, { report }: Certified, ran: Ran): string[] {
  // a whole certification asks for more than a client without descriptions can answer
  const isAll = ran === 'whole certification'
  const harmless = !isAll && client.languages.every((language) => client.harmless?.includes(language))
  return faultsIn(report.checks, {
    ...client,
    harmless,
    ...(isAll && client.harmless && { told: /not-declared|name a/ }),
  })
}

async function certify(client: HostileClient, ran: Ran, cache: string): Promise<Certified> {
  const folder = await mkdtemp(join(tmpdir(), 'mailtls-hostile-'))
  try {
    const config = join(folder, 'mailtls.yaml')
    // JSON is YAML, too
    await writeFile(config, JSON.stringify({ client: { name: client.name, ...hostileCommands(client) } }))
    const ids =
      ran === 'whole certification'
        ? []
        : [...new Set(client.languages.flatMap((language) => clientChecksOf(client, language)))]
    const checks = ids.flatMap((id) => ['--check', id])
    return await certified(['--config', config, ...checks], { NODE_COMPILE_CACHE: cache })
  } finally {
    await rm(folder, { recursive: true })
  }
}
