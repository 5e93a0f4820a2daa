import type { ClientDefinition } from '../../clients/command/command-client.ts'
import { definitionOf } from '../../clients/command/single-command.ts'

/** What the options say of a client that a single command starts. */
export interface ClientFlags {
  clientCommand?: string
  clientProtocol?: string
  clientMode?: string[]
  clientRole?: string
}

const options = {
  command: '--client-command',
  protocol: '--client-protocol',
  modes: '--client-mode',
  role: '--client-role',
} as const

/** Describes the client that the options name: one command, which submits or fetches. Throws `usage`. */
export function clientFrom({ clientCommand: command = '', ...flags }: ClientFlags): ClientDefinition {
  const modes = flags.clientMode?.flatMap((text) => text.split(',')).map((text) => text.trim())
  return definitionOf({ command, protocol: flags.clientProtocol, modes, role: flags.clientRole }, options)
}
