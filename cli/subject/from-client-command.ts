import {
  type ClientCommand,
  type ClientDefinition,
  commandClient,
  commandsOf,
} from '../../clients/command/command-client.ts'
import { harms, type Subject } from '../../harness/subject.ts'
import { checkCommand } from '../../harness/find-command.ts'
import { usage } from '../usage.ts'
import type { SubjectPlan } from './plan.ts'

type Given = Pick<Subject, 'name' | 'declared' | 'claims' | 'arguments'>

/** The vendor's own client, launched by commands. Throws `usage` where one of them is not there. */
export function planCommandClient(definition: ClientDefinition, given: Given): SubjectPlan {
  const commands = commandsOf(definition)
  if (given.claims?.endpoints) throw usage('expected requirements only under claims: a client has no endpoints')
  for (const { template, where } of commands) if (template.file !== undefined) checkCommand(template.file, where)
  const subject = { ...given, endpoints: [], clients: [commandClient(definition)], allow: harms }
  return {
    ...subject,
    commands: commands.map((command) => ({ purpose: purposeOf(command), command: command.template.text })),
    start: async () => ({ ...subject, asShipped: true, [Symbol.asyncDispose]: async () => {} }),
  }
}

function purposeOf({ task, language, mode }: ClientCommand): string {
  return language && mode ? `${task}, ${language}, ${mode}` : task
}
