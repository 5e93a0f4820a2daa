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
import { accusationsIn, countVerdicts, excessOf, faultsIn, slowestOf } from './bounds.ts'
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

/** Certifies each hostile server on each of its protocols, server and command in processes of their own. */
export const hostileServerRows: HostileRows = async function* (wanted) {
  const chosen = hostileServers.filter(({ name }) => wanted(name))
  for (const server of chosen) yield await measured(server, 'greeting, upgrade, injection')
  for (const server of chosen) if (metByAll.has(server.name)) yield await measured(server, 'whole certification')
}

/** One row of all protocols: what was most. */
async function measured(server: HostileServer, ran: Ran): Promise<HostileRow> {
  const { name, does, harmless = [] } = server
  const knownOn = (protocol: Protocol) => ({ ...server, harmless: harmless.includes(protocol) })
  const protocols = ran === 'whole certification' ? [mostChecked(server)] : server.protocols
  const one = async (protocol: Protocol) => ({ protocol, found: await certify(server, protocol, ran) })
  const all: { protocol: Protocol; found: Certified }[] = []
  // where there is but waiting, side by side
  if (server.kind === 'stall') all.push(...(await Promise.all(protocols.map(one))))
  else for (const protocol of protocols) all.push(await one(protocol))
  const checks = all.flatMap(({ found }) => found.report.checks)
  return {
    peer: name,
    side: 'server',
    protocol: protocols.join(', '),
    does,
    ran,
    verdicts: countVerdicts(checks),
    slowestMs: slowestOf(checks),
    wholeMs: Math.max(...all.map(({ found }) => found.wholeMs)),
    peakRssMb: Math.max(...all.map(({ found }) => found.peakRssMb)),
    message: messageOf(checks, server),
    faults: all.flatMap(({ protocol, found }) => {
      const { checks } = found.report
      // where all is served as usual, there are checks all the same that cannot be decided
      const isUsual = ran === 'whole certification' && harmless.length > 0
      const wrong = isUsual ? accusationsIn(checks, server) : faultsIn(checks, knownOn(protocol))
      return [...wrong, ...excessOf(found)].map((fault) => `${protocol}: ${fault}`)
    }),
  }
}

/** The protocol with the most checks among those that it is for; what it does on port 25 it can do on 587. */
function mostChecked({ protocols }: HostileServer): Protocol {
  return protocols.includes('smtp') ? 'submission' : protocols[0]!
}

async function certify({ name }: HostileServer, protocol: Protocol, ran: Ran): Promise<Certified> {
  const folder = await mkdtemp(join(tmpdir(), 'mailtls-hostile-'))
  const server = spawn(process.execPath, [join(import.meta.dirname, 'serve.ts'), name, protocol], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  try {
    const [line] = (await once(createInterface(server.stdout), 'line')) as [string]
    const { port, ca } = JSON.parse(line) as { port: number; ca: string }
    await writeFile(join(folder, 'ca.pem'), ca)
    const checks = ran === 'whole certification' ? [] : threeChecks(protocol).flatMap((id) => ['--check', id])
    const who = ['--user', account.user, '--password-env', 'HOSTILE_PASSWORD', '--mailbox', account.mailbox]
    const where = [`${protocol}://localhost:${port}`, '--ca', join(folder, 'ca.pem'), '--allow', 'all']
    return await certified([...where, ...who, ...checks], { HOSTILE_PASSWORD: account.password })
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
