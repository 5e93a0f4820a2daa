import { type ClientCommand, type ClientDefinition, commandClient } from '../../clients/command/command-client.ts'
import { runnableCommands } from '../../clients/command/runnable-commands.ts'
import { harms, type Subject } from '../../harness/subject.ts'
import { leftRunning } from '../../servers/catalogue-server.ts'
import { usage } from '../../harness/usage.ts'
import type { SubjectPlan } from './plan.ts'

type Given = Pick<Subject, 'name' | 'declared' | 'claims' | 'arguments'>

/** The vendor's own client, launched by commands. Throws `usage` where one of them is not there. */
export function planCommandClient(definition: ClientDefinition, given: Given): SubjectPlan {
  if (given.claims?.endpoints) throw usage('expected requirements only under claims: a client has no endpoints')
  const commands = runnableCommands(definition)
  const subject = { ...given, endpoints: [], clients: [commandClient(definition)], allow: harms }
  return {
    ...subject,
    commands: commands.map((command) => ({ purpose: purposeOf(command), command: command.template.text })),
    start: async () => leftRunning({ ...subject, asShipped: true }),
  }
}

function purposeOf({ task, language, mode }: ClientCommand): string {
  return language && mode ? `${task}, ${language}, ${mode}` : task
}
