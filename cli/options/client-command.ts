import type { Client, Mode } from '../../harness/client.ts'
import type { Language } from '../../harness/subject.ts'
import type { ClientDefinition, CommandsByMode } from '../../clients/command/command-client.ts'
import { oneOf, usage } from '../usage.ts'

/** What the options say of a client that a single command starts. */
export interface ClientFlags {
  clientCommand?: string
  clientProtocol?: string
  clientMode?: string[]
  clientRole?: string
}

const option = '--client-command'
const languages = ['smtp', 'imap', 'pop3'] as const satisfies readonly Language[]
const clientRoles = ['mua', 'smtp-client'] as const satisfies readonly Client['role'][]

/** The modes that a single command may be said to serve. */
export const commandModes = ['implicit', 'starttls-required', 'starttls-if-possible'] as const satisfies readonly Mode[]

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

/** Describes the client that the options name: one command, which submits or fetches. Throws `usage`. */
export function clientFrom({ clientCommand: command = '', ...flags }: ClientFlags): ClientDefinition {
  const found = schemesIn(command)
  const language = languageOf(flags, found)
  const modes = modesOf(flags, found)
  const role = flags.clientRole === undefined ? 'mua' : oneOf('a role of clients', flags.clientRole, clientRoles)
  if (role === 'smtp-client' && language !== 'smtp') {
    throw usage(`expected --client-protocol smtp with --client-role smtp-client, found ${language}`)
  }
  if (role === 'smtp-client' && modes.includes('implicit')) {
    throw usage('expected a mode with STARTTLS with --client-role smtp-client: between relays TLS does not come first')
  }
  const commands = commandsByMode(command, modes, option)
  const tasks = language === 'smtp' ? { submit: commands } : { fetch: { [language]: commands } }
  return { role, where: option, ...tasks }
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

function languageOf({ clientProtocol }: ClientFlags, found: readonly Scheme[]): Language {
  const [named, another] = [...new Set(found.map(({ language }) => language))]
  const language = named === undefined || another !== undefined ? undefined : named
  if (clientProtocol === undefined) return language ?? 'smtp'
  const wanted = oneOf('a protocol of clients', clientProtocol, languages)
  if (language !== undefined && language !== wanted) {
    throw usage(`expected --client-protocol ${language}, as ${found[0]!.name}:// in the command says, found ${wanted}`)
  }
  return wanted
}

function modesOf({ clientMode }: ClientFlags, found: readonly Scheme[]): Mode[] {
  const names = clientMode?.flatMap((text) => text.split(',')).map((text) => text.trim())
  if (names === undefined) return [modeOf(found)]
  const modes = [...new Set(names.map((name) => oneOf('a mode for --client-mode', name, commandModes)))]
  for (const { name, implicitTls } of found) {
    const contradicted = modes.find((mode) => (mode === 'implicit') !== implicitTls)
    if (contradicted === undefined || found.some((other) => other.implicitTls !== implicitTls)) continue
    const meaning = implicitTls ? 'TLS comes first' : 'TLS does not come first'
    throw usage(`expected --client-mode to agree with ${name}:// in the command (${meaning}), found ${contradicted}`)
  }
  return modes
}
