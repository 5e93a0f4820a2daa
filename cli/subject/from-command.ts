import {
  endpointToStart,
  harms,
  type Protocol,
  type SetUp,
  setUps,
  setUpsOf,
  type Subject,
} from '../../harness/subject.ts'
import { type CommandTemplate, readTemplate } from '../../harness/command-template.ts'
import type { RunningServer } from '../../suites/running-server.ts'
import { usage } from '../../harness/usage.ts'
import { protocolNamed } from '../../harness/endpoint-url.ts'
import type { SubjectPlan } from './plan.ts'

/** What the command line says of it beside the command. */
export type Given = Pick<
  Subject,
  'account' | 'mailbox' | 'serverName' | 'operator' | 'declared' | 'claims' | 'arguments'
> &
  Pick<RunningServer, 'clientCertificates'>

const placeholders = ['setup', 'protocol', 'port', 'cert', 'key', 'ca'] as const

/** How a server is started: it is told where to listen, and may be told the set-up that it is to start in. */
export type ServerTemplate = CommandTemplate<(typeof placeholders)[number]>

/** The vendor's own server, started once for each protocol and set-up; without {setup} only in the default one. */
export function planServerCommand(command: string, protocolNames: readonly string[], given: Given): SubjectPlan {
  const template: ServerTemplate = readTemplate(command, { placeholders, where: '--server-command' })
  if (!template.uses('port')) {
    throw usage('expected {port} in --server-command: the server has to be told where to listen')
  }
  const served = [...new Set(protocolNames.map(protocolNamed))]
  if (served.length === 0) throw usage('expected --protocol with --server-command, such as --protocol submission')
  const possible = template.uses('setup') ? (Object.keys(setUps) as SetUp[]) : (['default'] as const)
  return {
    ...given,
    name: command,
    endpoints: served.map((protocol) => endpointToStart(protocol, within(protocol, possible))),
    allow: harms,
    async start({ setUps: wanted, signal }) {
      const { startServerCommand } = await import('./server-command.ts')
      const needed = possible.filter((setUp) => setUp === 'default' || wanted.includes(setUp))
      const instances = served.flatMap((protocol) => within(protocol, needed).map((setUp) => ({ protocol, setUp })))
      return await startServerCommand({ template, instances, given, signal })
    },
  }
}

function within(protocol: Protocol, possible: readonly SetUp[]): SetUp[] {
  return setUpsOf(protocol).filter((setUp) => possible.includes(setUp))
}
