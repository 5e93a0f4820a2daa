import { harms, type Protocol, type SetUp, setUps, setUpsOf, type Subject } from '../../harness/subject.ts'
import { usage } from '../usage.ts'
import { readTemplate } from './command-template.ts'
import { protocolNamed } from './endpoint-url.ts'
import { endpointOf, type SubjectPlan } from './plan.ts'

/** What the command line says of it beside the command. */
export type Given = Pick<Subject, 'account' | 'mailbox' | 'serverName' | 'operator' | 'declared' | 'arguments'>

/** The vendor's own server, started once for each protocol and set-up; without {setup} only in the default one. */
export function planServerCommand(command: string, protocolNames: readonly string[], given: Given): SubjectPlan {
  const template = readTemplate(command)
  const served = [...new Set(protocolNames.map(protocolNamed))]
  if (served.length === 0) throw usage('expected --protocol with --server-command, such as --protocol submission')
  const possible = template.hasSetUp ? (Object.keys(setUps) as SetUp[]) : (['default'] as const)
  return {
    ...given,
    name: command,
    endpoints: served.map((protocol) => endpointOf(protocol, within(protocol, possible))),
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
