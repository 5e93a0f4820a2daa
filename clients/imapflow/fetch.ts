// Lists INBOX by imapflow.
import type { EventEmitter } from 'node:events'
import { finish, told } from '../npm/program.ts'

/** The part of imapflow that is used here. */
interface Library {
  ImapFlow: new (options: object) => EventEmitter & {
    connect: () => Promise<void>
    mailboxOpen: (path: string) => Promise<{ exists: number }>
    fetchAll: (range: string, query: object) => Promise<unknown[]>
    logout: () => Promise<void>
  }
}

/** The options that choose TLS; where nothing is chosen, STARTTLS is used where it is offered. */
const choices = {
  implicit: { secure: true },
  'starttls-required': { secure: false, doSTARTTLS: true },
  'starttls-if-possible': { secure: false },
  cleartext: { secure: false, doSTARTTLS: false },
  default: {},
}

const { loaded, request } = told('imapflow')
const library = loaded as Library
await finish(list())

async function list(): Promise<string> {
  const { mode, host, port, user, password, trust } = request
  const client = new library.ImapFlow({
    host,
    port,
    ...choices[mode],
    auth: { user, pass: password },
    tls: { ca: trust },
    logger: false,
    connectionTimeout: 5000,
    greetingTimeout: 5000,
    socketTimeout: 5000,
  })
  // what it cannot hand to whoever waits
  client.on('error', (error: Error) => process.stdout.write(`${error.message}\n`))
  await client.connect()
  const { exists } = await client.mailboxOpen('INBOX')
  const messages = exists > 0 ? await client.fetchAll('1:*', { uid: true, flags: true }) : []
  await client.logout()
  return `${messages.length} messages`
}
