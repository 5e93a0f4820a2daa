import type { Client, Mode, Outcome, Request, Task } from '../../harness/client.ts'
import { launch } from '../../harness/launch.ts'
import type { Language } from '../../harness/subject.ts'
import { type ClientTemplate, isServerRequest, readClientTemplate, valuesFor } from './placeholders.ts'
import { writeRequestFiles } from './request-files.ts'

/** A command line for each mode that the client has. */
export type CommandsByMode = Partial<Record<Mode, string>>

/** A client described by the command lines that start it. */
export interface ClientDefinition extends Partial<Pick<Client, 'complete' | 'patterns' | 'maximumLaunches'>> {
  role: Client['role']
  /** by which name it finds 127.0.0.1; default: localhost */
  host?: string
  submit?: CommandsByMode
  fetch?: Partial<Record<'imap' | 'pop3', CommandsByMode>>
  'set-up'?: string
  connect?: string
  require?: string
  unpin?: string
  /** what to call the commands in messages, where they stand under no keys of their own */
  where?: string
}

/** One of its commands, and what it is for. */
export interface ClientCommand {
  task: Task
  language?: Language
  mode?: Mode
  template: ClientTemplate
  /** the option or the key that holds it */
  where: string
}

/** A client that is launched anew for each request, by commands of its vendor's. Throws `usage` where one is wrong. */
export function commandClient(definition: ClientDefinition): Client {
  const commands = commandsOf(definition)
  const { role, host = thisMachine.host, complete = false, patterns = {}, maximumLaunches } = definition
  return {
    role,
    speaks: modesByLanguage(commands),
    can: [...new Set(commands.map(({ task }) => task))],
    takes: whatIsTaken(commands),
    choosesCredentials: commands.some(({ template }) => template.uses('cert') && template.uses('password')),
    complete,
    patterns,
    reaches: { ...thisMachine, host },
    ...(maximumLaunches !== undefined && { maximumLaunches }),
    async perform(request, signal) {
      const command = commands.find((each) => isFor(each, request))
      if (!command) return cannot(`there is no command to ${askedFor(request)}`)
      const { template } = command
      if (!isServerRequest(request) && request.reduced && !template.uses('reduced')) {
        return cannot(`the command to ${askedFor(request)} has no {reduced}: it cannot be told to demand less`)
      }
      await using files = await writeRequestFiles(request, template.uses)
      const launched = await launch(template.expand(valuesFor(request, files.pathOf)), signal)
      return { ...launched, success: launched.exitCode === 0 }
    },
  }
}

/** Servers listen on loopback for it; their certificates name the host. */
const thisMachine = { address: '127.0.0.1', host: 'localhost' } as const

const fetched = ['imap', 'pop3'] as const

/** The commands of a definition, read. */
export function commandsOf({ where, submit = {}, fetch = {}, ...others }: ClientDefinition): ClientCommand[] {
  const commandFor = (task: Task, text: string, key: string) => {
    return { task, template: readClientTemplate(task, text, where ?? key), where: where ?? key }
  }
  const inMode = (task: 'submit' | 'fetch', language: Language, byMode: CommandsByMode, key: string) =>
    (Object.entries(byMode) as [Mode, string][]).map(([mode, text]) => {
      return { ...commandFor(task, text, `${key}.${mode}`), language, mode }
    })
  const forAccount = (['set-up', 'connect', 'require', 'unpin'] as const).flatMap((task) => {
    const text = others[task]
    return text === undefined ? [] : [commandFor(task, text, task)]
  })
  return [
    ...inMode('submit', 'smtp', submit, 'submit'),
    ...fetched.flatMap((language) => inMode('fetch', language, fetch[language] ?? {}, `fetch.${language}`)),
    ...forAccount,
  ]
}

function modesByLanguage(commands: readonly ClientCommand[]): Client['speaks'] {
  const speaks: Partial<Record<Language, Mode[]>> = {}
  for (const { language, mode } of commands) if (language && mode) (speaks[language] ??= []).push(mode)
  return speaks
}

/** What it can be told, whichever command it is asked by: a certificate for each server, the resolver for each set-up. */
function whatIsTaken(commands: readonly ClientCommand[]): Client['takes'] {
  const all = (tasks: readonly Task[], placeholder: 'cert' | 'resolver') => {
    const concerned = commands.filter(({ task }) => tasks.includes(task))
    return concerned.length > 0 && concerned.every(({ template }) => template.uses(placeholder))
  }
  const hasSetUp = commands.some(({ task }) => task === 'set-up')
  const [certificate, resolver] = [
    all(['submit', 'fetch', 'connect'], 'cert'),
    all(hasSetUp ? ['set-up'] : ['submit', 'fetch'], 'resolver'),
  ]
  return [...(certificate ? ['client-certificate' as const] : []), ...(resolver ? ['resolver' as const] : [])]
}

function isFor({ task, language, mode }: ClientCommand, request: Request): boolean {
  if (task !== request.task) return false
  return !isServerRequest(request) || (language === request.language && mode === request.mode)
}

function askedFor(request: Request): string {
  return isServerRequest(request)
    ? `${request.task} by ${request.language.toUpperCase()} in the mode ${request.mode}`
    : request.task
}

function cannot(output: string): Outcome {
  return { ended: 'not-started', success: false, output }
}
