import { type Authority, createAuthority } from '../../certs/authority.ts'
import { type Endpoint, harms, type Protocol, protocols, type SetUp } from '../../harness/subject.ts'
import { account, accountNames } from '../account.ts'
import type { StartedSubject } from '../catalogue-server.ts'
import { listen, type Listening, type ServerClass } from './listen.ts'
import { elsewhere, offered, settingsFor } from './settings.ts'
import { SmtpServer } from './smtp-server.ts'

export interface ReferenceOptions {
  /** the server class for each connection: a bug's or a variant's. Default: the reference */
  Server?: ServerClass
  name?: string
  protocols?: readonly Protocol[]
  setUps?: readonly SetUp[]
  authority?: Authority
  /** the address to listen on; default: 127.0.0.1 */
  host?: string
  /** the port, where there is one listener; default: a free one */
  port?: number
}

/** Starts the embedded reference server, or a patched one, with a listener for each protocol and set-up asked for. */
export async function startReference(options: ReferenceOptions = {}): Promise<StartedSubject> {
  const { Server = SmtpServer, name = 'reference', authority = await createAuthority() } = options
  const [server, accepted, foreign] = await Promise.all([
    authority.issue('valid'),
    authority.issue('client', accountNames),
    authority.issue('client-untrusted'),
  ])
  const identity = { ...server, ca: authority.certificate }
  const listening: Listening[] = []
  const start = async (protocol: Protocol): Promise<Endpoint> => {
    const endpoint: Endpoint = { name: protocol, protocol, listeners: {} }
    for (const setUp of options.setUps ?? offered(protocol)) {
      const listener = await listen(Server, settingsFor(protocol, setUp, identity, account), options)
      listening.push(listener)
      endpoint.listeners[setUp] = { host: options.host ?? 'localhost', port: listener.port }
    }
    return endpoint
  }
  const endpoints = await Promise.all((options.protocols ?? (Object.keys(protocols) as Protocol[])).map(start))
  return {
    name,
    endpoints,
    account,
    mailbox: account.mailbox,
    trust: authority.certificate,
    clientCertificates: { accepted, foreign },
    elsewhere,
    declared: { 'rfc3207-6-3': { answer: 'no', source: 'servers/reference: nothing is kept between sessions' } },
    allow: harms,
    arguments: name === 'reference' ? '' : `--server ${name}`,
    async [Symbol.asyncDispose]() {
      await Promise.all(listening.map((each) => each[Symbol.asyncDispose]()))
    },
  }
}
