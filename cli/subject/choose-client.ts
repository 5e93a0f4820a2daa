import type { CertifyFlags } from '../commands/certify-flags.ts'
import type { Config } from '../config/read-config.ts'
import { clientFrom } from '../options/client-command.ts'
import { usage } from '../../harness/usage.ts'
import { optionOf } from '../option-name.ts'
import type { SubjectPlan } from './plan.ts'
import { joinWords, optionWords } from '../../harness/shell-words.ts'

/** Options about servers and what they are set up with. */
const ofServers = ['user', 'passwordEnv', 'ca', 'serverName', 'mailbox', 'resolver'] as const

/** What a configuration may hold beside a command. */
const answers = ['claims', 'declared', 'waivers']

/** The client that `--client` or `--client-command` names. A configuration beside a command may answer for it. */
export async function chooseClient(flags: CertifyFlags): Promise<SubjectPlan> {
  throwForServerOptions(flags)
  const { client, clientCommand = '', config: file } = flags
  if (client !== undefined) {
    if (file !== undefined) {
      throw usage(`expected --config together with --client-command: the catalogue's ${client} is set up already`)
    }
    return (await import('./from-client-catalogue.ts')).planCatalogueClient(client)
  }
  const definition = clientFrom(flags)
  const config = file === undefined ? undefined : (await import('../config/read-config.ts')).readConfig(file)
  const superfluous = config?.keys.find((key) => !answers.includes(key))
  if (superfluous !== undefined) throw usage(`expected no ${superfluous} in ${file} beside --client-command`)
  const { planCommandClient } = await import('./from-client-command.ts')
  return planCommandClient(definition, {
    name: clientCommand,
    declared: config?.declared,
    claims: config?.claims,
    arguments: joinWords(replayWords(flags)),
  })
}

/** The client that a configuration describes. */
export async function configuredClient(
  { name, ...definition }: NonNullable<Config['client']>,
  { declared, claims }: Pick<Config, 'declared' | 'claims'>,
  flags: CertifyFlags,
  file: string,
): Promise<SubjectPlan> {
  throwForServerOptions(flags)
  const { commandsOf } = await import('../../clients/command/command-client.ts')
  const { nameOfCommands } = await import('../../clients/command/runnable-commands.ts')
  const { planCommandClient } = await import('./from-client-command.ts')
  return planCommandClient(definition, {
    name: name ?? nameOfCommands(commandsOf(definition)),
    declared,
    claims,
    arguments: joinWords(['--config', file]),
  })
}

function throwForServerOptions(flags: CertifyFlags): void {
  const superfluous = ofServers.find((key) => flags[key] !== undefined)
  if (superfluous === undefined) return
  throw usage(
    `expected ${optionOf(superfluous)} together with a server: account, certificates and servers for a client are ours`,
  )
}

function replayWords({ clientCommand = '', clientProtocol, clientMode, clientRole, config }: CertifyFlags): string[] {
  return [
    '--client-command',
    clientCommand,
    ...optionWords('--client-protocol', clientProtocol),
    ...optionWords('--client-mode', clientMode),
    ...optionWords('--client-role', clientRole),
    ...optionWords('--config', config),
  ]
}
