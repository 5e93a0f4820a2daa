import type { Client, Mode } from '../../harness/client.ts'
import type { Language } from '../../harness/subject.ts'
import { oneOf, usage } from '../../harness/usage.ts'
import type { ClientDefinition, CommandsByMode } from './command-client.ts'

/** What is said of a client that a single command starts. */
export interface SingleCommand {
  command: string
  /** smtp, imap or pop3; default: as the URLs in the command say, or smtp */
  protocol?: string
  /** default: as the URLs in the command say, or starttls-required */
  modes?: readonly string[]
  /** mua (default) or smtp-client, a relay */
  role?: string
}

const languages = ['smtp', 'imap', 'pop3'] as const satisfies readonly Language[]
const clientRoles = ['mua', 'smtp-client'] as const satisfies readonly Client['role'][]

/** The modes that a single command may be said to serve. */
const commandModes = ['implicit', 'starttls-required', 'starttls-if-possible'] as const satisfies readonly Mode[]
export type CommandMode = (typeof commandModes)[number]

/** URL schemes as clients write them, with the language that each speaks and whether TLS comes first. */
const schemes: Record<string, { language: Language; implicitTls: boolean }> = {
  smtp: { language: 'smtp', implicitTls: false },
  smtps: { language: 'smtp', implicitTls: true },
  submission: { language: 'smtp', implicitTls: false },
  submissions: { language: 'smtp', implicitTls: true },
  imap: { language: 'imap', implicitTls: false },
  imaps: { language: 'imap', implicitTls: true },
  pop3: { language: 'pop3', implicitTls: false },
  pop3s: { language: 'pop3', implicitTls: true },
}

/**
 * Describes the client that one command starts, which submits or fetches. `where` says what the words are called that
 * describe it, for messages. Throws `usage`.
 */
export function definitionOf(
  { command, ...said }: SingleCommand,
  where: Readonly<Record<keyof SingleCommand, string>>,
): ClientDefinition {
  const found = schemesIn(command)
  const language = languageOf(said.protocol, found, where.protocol)
  const modes = modesOf(said.modes, found, where.modes)
  const role = said.role === undefined ? 'mua' : oneOf('a role of clients', said.role, clientRoles)
  if (role === 'smtp-client' && language !== 'smtp') {
    throw usage(`expected ${where.protocol} smtp with ${where.role} smtp-client, found ${language}`)
  }
  if (role === 'smtp-client' && modes.includes('implicit')) {
    throw usage(`expected a mode with STARTTLS with ${where.role} smtp-client: between relays TLS does not come first`)
  }
  const commands = commandsByMode(command, modes, where.command)
  const tasks = language === 'smtp' ? { submit: commands } : { fetch: { [language]: commands } }
  return { role, where: where.command, ...tasks }
}

/** One command for all of the modes that it serves. */
export function commandsByMode(command: string, modes: readonly Mode[], where: string): CommandsByMode {
  if (modes.length > 1 && !command.includes('{mode}')) {
    throw usage(`expected {mode} in ${where}: it is to serve ${modes.join(', ')}`)
  }
  return Object.fromEntries(modes.map((mode) => [mode, command]))
}

/** The mode that the schemes in a command show, or the one that a client is to have where nothing is said. */
export function modeIn(command: string): Mode {
  return modeOf(schemesIn(command))
}

function modeOf(found: readonly Scheme[]): Mode {
  return found.length > 0 && found.every(({ implicitTls }) => implicitTls) ? 'implicit' : 'starttls-required'
}

type Scheme = (typeof schemes)[string] & { name: string }

function schemesIn(command: string): Scheme[] {
  return [...command.matchAll(/\b([a-z0-9]+):\/\//gi)].flatMap(([, name = '']) => {
    const scheme = schemes[name.toLowerCase()]
    return scheme ? [{ ...scheme, name: name.toLowerCase() }] : []
  })
}

function languageOf(said: string | undefined, found: readonly Scheme[], where: string): Language {
  const [named, another] = [...new Set(found.map(({ language }) => language))]
  const language = named === undefined || another !== undefined ? undefined : named
  if (said === undefined) return language ?? 'smtp'
  const wanted = oneOf('a protocol of clients', said, languages)
  if (language !== undefined && language !== wanted) {
    throw usage(`expected ${where} ${language}, as ${found[0]!.name}:// in the command says, found ${wanted}`)
  }
  return wanted
}

function modesOf(names: readonly string[] | undefined, found: readonly Scheme[], where: string): Mode[] {
  if (names === undefined) return [modeOf(found)]
  const modes = [...new Set(names.map((name) => oneOf(`a mode for ${where}`, name, commandModes)))]
  for (const { name, implicitTls } of found) {
    const contradicted = modes.find((mode) => (mode === 'implicit') !== implicitTls)
    if (contradicted === undefined || found.some((other) => other.implicitTls !== implicitTls)) continue
    const meaning = implicitTls ? 'TLS comes first' : 'TLS does not come first'
    throw usage(`expected ${where} to agree with ${name}:// in the command (${meaning}), found ${contradicted}`)
  }
  return modes
}
