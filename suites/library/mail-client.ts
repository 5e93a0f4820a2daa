import type { Client, Mode, Outcome, ServerRequest } from '../../harness/client.ts'
import { deadline } from '../../harness/deadline.ts'
import { parseEndpointUrl } from '../../harness/endpoint-url.ts'
import { type Protocol, protocols, type Subject } from '../../harness/subject.ts'
import { type TemporaryFolder, temporaryFolder } from '../../harness/temporary-folder.ts'
import { usage } from '../../harness/usage.ts'
import type { StartedSubject } from '../../servers/catalogue-server.ts'

/** Where a client is to connect: an endpoint of a server, or a URL such as `submission://localhost:587`. */
export type Target = string | { protocol: Protocol; host: string; port: number }

/** What a client is told beside that; a `Server` of `startServer` can be given as it is. */
export interface Errand {
  account: { user: string; password: string; mailbox?: string }
  /** PEM of the certificates to trust, and no others */
  trust: string
  /** how it is to protect the connection; default: `implicit` where TLS comes first, else `starttls-required` */
  mode?: Mode
  /** ms until it is ended with all that it started; default: 10000 */
  timeoutMs?: number
  /** ends it earlier */
  signal?: AbortSignal
}

/** What is to be sent, and by whom to whom; both are the account's mailbox by default. */
export interface Mail {
  from?: string
  to?: string
  /** RFC 5322, lines end with CRLF; default: a short one that says that it is a test */
  message?: string
}

/** A mail client that is ready to be launched. Dispose it to end what it runs in. */
export interface MailClient extends AsyncDisposable {
  name: string
  /** of the software, where that is a real client */
  version?: string
  /** of its image, where it runs in a container */
  digest?: string
  /** the address of this machine on which a server has to listen for it */
  address: string
  /**
   * Launches it to send a message, in the manner of a mail user agent (RFC 6409), or of a relay to `smtp://`. What comes
   * of it is in the outcome; a client that fails throws nothing.
   *
   * @throws MailtlsError `usage` where the client cannot be asked for that
   */
  submit: (to: Target, errand: Errand & Mail) => Promise<Outcome>
  /** Launches it to log in and to read the mailbox, by IMAP or POP3. The same holds. */
  fetch: (from: Target, errand: Errand) => Promise<Outcome>
  /** what `certify` judges */
  subject: Subject
}

/** Shows a started subject as a client. Its launches share a profile, as those of one user do. */
export function mailClientOf(subject: StartedSubject): MailClient {
  const { name, version, digest, clients = [] } = subject
  let profile: Promise<TemporaryFolder> | undefined
  async function launch(task: ServerRequest['task'], target: Target, errand: Errand & Mail): Promise<Outcome> {
    const { protocol, host, port } = typeof target === 'string' ? parseEndpointUrl(target, 'account') : target
    const { account, trust, mode = protocols[protocol].implicitTls ? 'implicit' : 'starttls-required' } = errand
    const { language } = protocols[protocol]
    const client = clientFor(clients, { task, protocol, mode, name })
    const mailbox = account.mailbox ?? account.user
    const { from = mailbox, to = mailbox, message = testMessage(from, to), timeoutMs = 10_000, signal } = errand
    profile ??= temporaryFolder()
    using bound = deadline(timeoutMs, signal)
    const { user, password } = account
    return await client.perform(
      {
        task,
        language,
        mode,
        host: hostFor(client, host),
        port,
        user,
        password,
        trust,
        profile: (await profile).path,
        from,
        to,
        message,
      },
      bound.signal,
    )
  }
  return {
    name,
    ...(version !== undefined && { version }),
    ...(digest !== undefined && { digest }),
    address: clients[0]!.reaches.address,
    submit: async (to, errand) => await launch('submit', to, errand),
    fetch: async (from, errand) => await launch('fetch', from, errand),
    subject,
    async [Symbol.asyncDispose]() {
      await (await profile)?.[Symbol.asyncDispose]()
      await subject[Symbol.asyncDispose]()
    },
  }
}

interface Asked {
  task: ServerRequest['task']
  protocol: Protocol
  mode: Mode
  name: string
}

/** The one of its roles that does this: between hosts (`smtp`) the relay, where it has one. */
function clientFor(clients: readonly Client[], { task, protocol, mode, name }: Asked): Client {
  const { language } = protocols[protocol]
  if ((task === 'submit') !== (language === 'smtp')) {
    throw usage(`expected ${task === 'submit' ? 'an SMTP' : 'an IMAP or POP3'} endpoint to ${task}, found ${protocol}`)
  }
  const preferred = protocol === 'smtp' ? 'smtp-client' : 'mua'
  const inOrder = clients.toSorted((a, b) => Number(b.role === preferred) - Number(a.role === preferred))
  const able = inOrder.filter((client) => client.can.includes(task) && client.speaks[language])
  const found = able.find(({ speaks }) => speaks[language]!.includes(mode))
  if (found) return found
  const modes = able.flatMap(({ speaks }) => speaks[language]!)
  const can = modes.length > 0 ? `can do so by ${[...new Set(modes)].join(', ')}` : 'cannot do so'
  throw usage(`expected a client that can ${task} by ${protocol} in the mode ${mode}: ${name} ${can}`)
}

/** The name by which a client in a container finds this machine. */
function hostFor({ reaches }: Client, host: string): string {
  const isHere = host === 'localhost' || host === reaches.address
  return isHere && reaches.address !== '127.0.0.1' ? reaches.host : host
}

function testMessage(from: string, to: string): string {
  const date = new Date().toUTCString().replace('GMT', '+0000')
  const head = [`From: <${from}>`, `To: <${to}>`, `Date: ${date}`, 'Subject: mailtls', 'Auto-Submitted: auto-generated']
  return [...head, '', 'This message was sent by mailtls.', ''].join('\r\n')
}
