import type { ClientChange } from '../../clients/bugs/bug.ts'
import type { ClientDefinition } from '../../clients/command/command-client.ts'
import type { CommandMode, SingleCommand } from '../../clients/command/single-command.ts'
import type { Client } from '../../harness/client.ts'
import { harms, type Subject } from '../../harness/subject.ts'
import { named } from '../../harness/usage.ts'
import { leftRunning, type StartedSubject } from '../../servers/catalogue-server.ts'
import { type MailClient, mailClientOf } from './mail-client.ts'
import type { ClientName } from './names.ts'

/** The reference client with one of its faults, or with a difference that conforms all the same; see `listBugs`. */
export type ChangedClient = { bug: string } | { variant: string }

/**
 * A client of one's own that one command starts, with placeholders as the command line has them: `{host} {port} {user}
 * {password} {ca} {message} {mode} {out}`. It is split like a shell does and run without one.
 */
export interface CommandClient extends SingleCommand {
  protocol?: 'smtp' | 'imap' | 'pop3'
  modes?: readonly CommandMode[]
  role?: Client['role']
}

/** A client of one's own that runs in this process: what it speaks, in which modes, and the function that does it. */
export type OwnClient = Pick<Client, 'speaks' | 'perform'> & Partial<Client>

export type ClientChoice = ClientName | ChangedClient | CommandClient | ClientDefinition | OwnClient

/**
 * Makes a mail client ready to be launched against servers: the embedded reference (a mail user agent and a relay), the
 * reference with a named bug or variant, a real client, one that commands start, or a function. The reference and what is
 * one's own take no time. Real clients share a container and take seconds, minutes where the image is built first.
 *
 * Whoever starts it closes it: by `await using`, or by `await client[Symbol.asyncDispose]()`.
 *
 * @throws MailtlsError `usage` for an unknown name, with the nearest one, and for a command that is wrong or not there;
 *   `no-engine` or `set-up-failed` where a real one cannot be had
 * @example
 * ```ts
 * import { startClient, startServer } from 'mailtls'
 *
 * await using server = await startServer()
 * await using client = await startClient({ bug: 'starts-tls-behind-454' })
 * const { success } = await client.submit(server.endpoint('submission'), server)
 * console.log(success) // true
 * ```
 */
export async function startClient(choice: ClientChoice, options: { signal?: AbortSignal } = {}): Promise<MailClient> {
  return mailClientOf(await clientSubject(choice, options))
}

async function clientSubject(choice: ClientChoice, options: { signal?: AbortSignal }): Promise<StartedSubject> {
  const { referenceClientSubject } = await import('../client-subject.ts')
  if (choice === 'reference') return leftRunning(referenceClientSubject())
  if (typeof choice === 'string') {
    const { catalogueClients } = await import('../client-catalogue.ts')
    return await named('a client', choice, catalogueClients).start(options)
  }
  if ('bug' in choice || 'variant' in choice) {
    const change = await changeOf(choice)
    return leftRunning(referenceClientSubject(change, change.name))
  }
  if ('perform' in choice) return leftRunning(ownClient(choice))
  return leftRunning(await commandSubject(choice))
}

async function changeOf(choice: ChangedClient): Promise<ClientChange> {
  if ('bug' in choice) {
    const { clientBugs } = await import('../../clients/bugs/catalogue.ts')
    return named('a bug of clients', choice.bug, clientBugs)
  }
  const { clientVariants } = await import('../../clients/variants/catalogue.ts')
  return named('a variant of clients', choice.variant, clientVariants)
}

function ownClient(client: OwnClient): Subject {
  const { speaks } = client
  const complete: Client = {
    role: 'mua',
    can: [...(speaks.smtp ? ['submit' as const] : []), ...(speaks.imap || speaks.pop3 ? ['fetch' as const] : [])],
    takes: [],
    complete: false,
    patterns: {},
    reaches: { address: '127.0.0.1', host: 'localhost' },
    ...client,
  }
  return subjectOf(complete, client.perform.name || 'client', '')
}

async function commandSubject(choice: CommandClient | ClientDefinition): Promise<Subject> {
  const { commandClient } = await import('../../clients/command/command-client.ts')
  const { definitionOf } = await import('../../clients/command/single-command.ts')
  const { nameOfCommands, runnableCommands } = await import('../../clients/command/runnable-commands.ts')
  const { joinWords } = await import('../../harness/shell-words.ts')
  const words = { command: 'command', protocol: 'protocol', modes: 'modes', role: 'role' }
  const definition = 'command' in choice ? definitionOf(choice, words) : choice
  const commands = runnableCommands(definition)
  const replay = 'command' in choice ? joinWords(['--client-command', choice.command]) : ''
  return subjectOf(commandClient(definition), nameOfCommands(commands), replay)
}

function subjectOf(client: Client, name: string, replay: string): Subject {
  return { name, endpoints: [], clients: [client], allow: harms, asShipped: true, arguments: replay }
}
