import { type ClientDefinition, commandClient, type CommandsByMode } from '../../clients/command/command-client.ts'
import { readClientTemplate } from '../../clients/command/placeholders.ts'
import type { Client, Mode, Sign, Task } from '../../harness/client.ts'
import { clientPlaces } from '../../harness/place.ts'
import { commandsByMode, modeIn } from '../../clients/command/single-command.ts'
import { usage } from '../../harness/usage.ts'
import type { At } from './read-config.ts'
import type { ConfigFile } from './schema.ts'
import type { YamlFile } from './yaml-file.ts'

/** A client as mailtls.yaml describes it. */
export type ConfiguredClient = ClientDefinition & { name?: string }

type Section = NonNullable<ConfigFile['client']>

/** What a client may have beside its commands. */
const besideClient = ['client', 'claims', 'declared', 'waivers']

/** Reads the commands of a client; `at` puts the place before what is wrong. */
export function configuredClient(content: ConfigFile, yaml: YamlFile, at: At): ConfiguredClient {
  const { name, role = 'mua', host, modes, submit, fetch, patterns, maximumLaunches, ...others } = content.client!
  const superfluous = Object.keys(content).find((key) => !besideClient.includes(key))
  if (superfluous !== undefined) {
    const why = 'there is one subject, and account, certificates and servers for a client are ours'
    throw yaml.error([], `expected no ${superfluous} beside client: ${why}`, superfluous)
  }
  const commandsAt = (task: Task, given: Section['submit'], path: readonly string[]) =>
    given === undefined ? undefined : commandsIn(task, given, ['client', ...path], modes, at)
  const [imap, pop3] = (['imap', 'pop3'] as const).map((each) => commandsAt('fetch', fetch?.[each], ['fetch', each]))
  const definition = {
    ...(name !== undefined && { name }),
    role,
    ...(host !== undefined && { host }),
    complete: true,
    ...(submit !== undefined && { submit: commandsAt('submit', submit, ['submit']) }),
    ...(fetch && { fetch: { ...(imap && { imap }), ...(pop3 && { pop3 }) } }),
    ...others,
    patterns: patternsIn(patterns, at),
    ...(maximumLaunches !== undefined && { maximumLaunches }),
  }
  const forAccount = Object.entries(others) as [keyof typeof others, string][]
  for (const [task, text] of forAccount) at(['client', task], () => readClientTemplate(task, text, `client.${task}`))
  if (clientPlaces(commandClient(definition)).length === 0) {
    const what = role === 'mua' ? 'submit, fetch or set-up' : 'submit in a mode with STARTTLS, as a relay does'
    throw yaml.error(['client'], `client: expected a command to ${what}, found none`)
  }
  return definition
}

/** One command for all the modes that are named, or one for each. */
function commandsIn(
  task: Task,
  given: NonNullable<Section['submit']>,
  path: readonly string[],
  modes: readonly Mode[] | undefined,
  at: At,
): CommandsByMode {
  if (typeof given === 'string') {
    return at(path, () => {
      readClientTemplate(task, given, path.join('.'))
      return commandsByMode(given, modes ?? [modeIn(given)], path.join('.'))
    })
  }
  for (const [mode, text] of Object.entries(given)) {
    at([...path, mode], () => readClientTemplate(task, text, [...path, mode].join('.')))
  }
  return given
}

function patternsIn(patterns: Section['patterns'] = {}, at: At): Client['patterns'] {
  const read = (sign: string, text: string) => at(['client', 'patterns', sign], () => patternFrom(text))
  const all = Object.entries(patterns) as [Sign, string][]
  return Object.fromEntries(all.map(([sign, text]) => [sign, read(sign, text)]))
}

function patternFrom(text: string): RegExp {
  try {
    return new RegExp(text)
  } catch (cause) {
    const why = cause instanceof Error ? cause.message.replace(/^Invalid regular expression: /, '') : String(cause)
    throw usage(`expected a regular expression, found ${why}`, { cause })
  }
}
