import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline/promises'
import type { CheckResult } from '../../harness/check.ts'
import type { Protocol } from '../../harness/subject.ts'
import { account } from '../../servers/account.ts'
import { hostileServers } from '../../servers/hostile/catalogue.ts'
import { hostileKinds, type HostileServer } from '../../servers/hostile/hostile.ts'
import { accusationsIn, bounds, countVerdicts, excessOf, faultsIn, slowestOf } from './bounds.ts'
import { certified, type Certified } from './certified.ts'
import type { HostileRow, HostileRows, Ran } from './row.ts'
import { threeChecks } from './three-checks.ts'

/** The hostile servers that meet every check, beside the few that all meet: one of each kind, and those that let most checks wait. */
const metByAll = new Set([
  ...hostileKinds.map((kind) => hostileServers.find((each) => each.kind === kind)!.name),
  'serves-once',
  'endless-capabilities-inside-tls',
  'chain-of-16-mb',
  '10000-names',
  'drip-of-tls',
  'renegotiation',
])

/** Certifies each hostile server, on all its protocols at once; server and command are processes of their own. */
export const hostileServerRows: HostileRows = async function* (wanted) {
  const chosen = hostileServers.filter(({ name }) => wanted(name))
  for (const server of chosen) yield await measured(server, 'greeting, upgrade, injection')
  for (const server of chosen) if (metByAll.has(server.name)) yield await measured(server, 'whole certification')
}

async function measured(server: HostileServer, ran: Ran): Promise<HostileRow> {
  const { name, does } = server
  const isWhole = ran === 'whole certification'
  const protocols = isWhole ? [mostChecked(server)] : server.protocols
  const found = await certify(name, protocols, isWhole ? [] : [...new Set(protocols.flatMap(threeChecks))])
  const { checks } = found.report
  return {
    peer: name,
    side: 'server',
    protocol: protocols.join(', '),
    does,
    ran,
    verdicts: countVerdicts(checks),
    slowestMs: slowestOf(checks),
    wholeMs: found.wholeMs,
    peakRssMb: found.peakRssMb,
    message: messageOf(checks, server),
    faults: [
      ...protocols.flatMap((protocol) => faultsOn(protocol, checks, server, isWhole)),
      ...excessOf(found, bounds.checkMs),
    ],
  }
}

/** The protocol with the most checks among those that it is for; what it does on port 25 it can do on 587. */
function mostChecked({ protocols }: HostileServer): Protocol {
  return protocols.includes('smtp') ? 'submission' : protocols[0]!
}

function faultsOn(protocol: Protocol, all: readonly CheckResult[], server: HostileServer, isWhole: boolean): string[] {
  const { harmless = [] } = server
  const checks = all.filter(({ endpoint }) => endpoint.startsWith(`${protocol}://`))
  // where all is served as usual, there are checks all the same that cannot be decided
  const isUsual = isWhole && harmless.length > 0
  const known = { ...server, harmless: harmless.includes(protocol) }
  const faults = isUsual ? accusationsIn(checks, server) : faultsIn(checks, known)
  return faults.map((fault) => `${protocol}: ${fault}`)
}

async function certify(name: string, protocols: readonly Protocol[], checks: readonly string[]): Promise<Certified> {
  const folder = await mkdtemp(join(tmpdir(), 'mailtls-hostile-'))
  const server = spawn(process.execPath, [join(import.meta.dirname, 'serve.ts'), name, ...protocols], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  try {
    const [line] = (await once(createInterface(server.stdout), 'line')) as [string]
    const { urls, ca } = JSON.parse(line) as { urls: string[]; ca: string }
    await writeFile(join(folder, 'ca.pem'), ca)
    const where = [...urls, '--ca', join(folder, 'ca.pem'), '--allow', 'all']
    const who = ['--user', account.user, '--password-env', 'HOSTILE_PASSWORD', '--mailbox', account.mailbox]
    const which = checks.flatMap((id) => ['--check', id])
    return await certified([...where, ...who, ...which], { HOSTILE_PASSWORD: account.password })
  } finally {
    server.stdin.end()
    await once(server, 'close')
    await rm(folder, { recursive: true })
  }
}

/** What the user reads of it: a reason that says what it did. */
function messageOf(checks: readonly CheckResult[], { told }: HostileServer): string {
  const reasons = checks.flatMap(({ reason }) => (reason ? [reason.text] : []))
  return reasons.find((text) => told.test(text)) ?? reasons[0] ?? ''
}
