import { join } from 'node:path'
import type { Client, Outcome, ServerRequest } from '../../harness/client.ts'
import { within } from '../../harness/deadline.ts'
import { isMailtlsError } from '../../harness/errors.ts'
import type { Language } from '../../harness/subject.ts'
import { HostilePeer } from '../../harness/testing/hostile-peer.ts'
import { dial } from '../../harness/wire/dial.ts'
import { type ClientDefinition, commandClient, type CommandsByMode } from '../command/command-client.ts'
import { referenceClient } from '../reference/client.ts'
import type { HostileClient, Meeting } from './hostile-client.ts'

const modes = ['implicit', 'starttls-required'] as const

/** A hostile client, to be certified in one of its languages or in all; in this process unless it is a program. */
export function startHostileClient(hostile: HostileClient, languages = hostile.languages): Client {
  const speaks = Object.fromEntries(languages.map((language) => [language, modes]))
  if ('patch' in hostile) return { ...referenceClient({ patch: hostile.patch }), speaks, can: ['submit', 'fetch'] }
  if ('program' in hostile) return commandClient({ role: 'mua', ...hostileCommands(hostile, languages) })
  return {
    role: 'mua',
    speaks,
    can: ['submit', 'fetch'],
    takes: [],
    complete: true,
    patterns: {},
    reaches: { address: '127.0.0.1', host: 'localhost' },
    perform: async (request, signal) => await performing(hostile, request as ServerRequest, signal),
  }
}

type Commands = Pick<ClientDefinition, 'submit' | 'fetch'>

/** The commands that start it in a process of its own. */
export function hostileCommands(hostile: HostileClient, languages = hostile.languages): Commands {
  const main = join(import.meta.dirname, 'main.ts')
  const program =
    'program' in hostile ? `-e '${hostile.program}' {host} {port}` : `'${main}' --name ${hostile.name} ${options}`
  const inLanguage = (language: Language): CommandsByMode => {
    const command = `'${process.execPath}' ${program}`.replace('{language}', language)
    return languages.includes(language) ? Object.fromEntries(modes.map((mode) => [mode, command])) : {}
  }
  return { submit: inLanguage('smtp'), fetch: { imap: inLanguage('imap'), pop3: inLanguage('pop3') } }
}

const options = ['host', 'port', 'user', 'password', 'ca', 'cert', 'key', 'mode', 'language']
  .map((name) => `--${name} {${name}}`)
  .join(' ')

async function performing(
  { act }: Extract<HostileClient, { act: unknown }>,
  { language, mode, host, port, user, password }: ServerRequest,
  signal: AbortSignal,
): Promise<Outcome> {
  const over = new AbortController()
  const ended = AbortSignal.any([signal, over.signal])
  const opened: HostilePeer[] = []
  const meeting: Meeting = {
    language,
    implicitTls: mode === 'implicit',
    host,
    port,
    user,
    password,
    signal: ended,
    async dial() {
      const peer = new HostilePeer(await dial({ host, port }, ended), ended, 'C')
      opened.push(peer)
      return peer
    },
  }
  try {
    await within(signal, () => act(meeting))
  } catch (error) {
    // the server ends it when it likes
    if (!isMailtlsError(error)) throw error
  } finally {
    await Promise.all(opened.map((peer) => peer[Symbol.asyncDispose]()))
    over.abort()
  }
  return { ...(signal.aborted ? { ended: 'by-us' as const } : { exitCode: 1 }), success: false, output: '' }
}
