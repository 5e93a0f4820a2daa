import { once } from 'node:events'
import type net from 'node:net'
import { createAuthority } from '../../certs/authority.ts'
import { type Endpoint, harms, type Protocol } from '../../harness/subject.ts'
import { install } from '../../harness/install.ts'
import { account, accountNames } from '../account.ts'
import type { CatalogueServer, StartedSubject } from '../catalogue-server.ts'
import { serverFolder } from '../server-folder.ts'
import { loadLibrary, type SmtpServerOptions } from './library.ts'
import { onAuth, optionsFor } from './set-ups.ts'

/** The smtp-server of a folder, whose package.json and package-lock.json say which version it is. */
export function smtpServerOf(name: string, description: string): CatalogueServer {
  return {
    name,
    description,
    runs: 'embedded',
    offers: offered(),
    start: async (options) => await start(name, options),
  }
}

function offered(): CatalogueServer['offers'] {
  const options = Object.entries(optionsFor({ cert: '', key: '', ca: '' }))
  return Object.fromEntries(options.map(([protocol, bySetUp]) => [protocol, Object.keys(bySetUp)]))
}

async function start(name: string, { signal }: { signal?: AbortSignal } = {}): Promise<StartedSubject> {
  const folder = serverFolder(name)
  const version = await install(folder, 'smtp-server', signal)
  const { SMTPServer } = loadLibrary(folder)
  const authority = await createAuthority()
  const [server, accepted, foreign] = await Promise.all([
    authority.issue('valid'),
    authority.issue('client', accountNames),
    authority.issue('client-untrusted'),
  ])
  const stops: (() => Promise<void>)[] = []

  async function listen(options: SmtpServerOptions) {
    const running = new SMTPServer({ ...common, ...options })
    running.on('error', () => {}) // each handshake that fails
    const listening = running.listen(0, '127.0.0.1')
    await once(listening, 'listening')
    stops.push(async () => await new Promise((stopped) => running.close(stopped)))
    return { host: 'localhost', port: (listening.address() as net.AddressInfo).port }
  }

  const endpoints: Endpoint[] = []
  for (const [protocol, setUps] of Object.entries(optionsFor(server))) {
    const endpoint: Endpoint = { name: protocol, protocol: protocol as Protocol, listeners: {} }
    for (const [setUp, options] of Object.entries(setUps)) {
      endpoint.listeners[setUp as keyof typeof setUps] = await listen(options)
    }
    endpoints.push(endpoint)
  }
  return {
    name,
    version,
    endpoints,
    account,
    mailbox: account.mailbox,
    trust: authority.certificate,
    serverName: 'localhost',
    clientCertificates: { accepted, foreign },
    allow: harms,
    asShipped: true,
    arguments: `--server ${name}`,
    async [Symbol.asyncDispose]() {
      await Promise.all(stops.map((stop) => stop()))
    },
  }
}

/** What every set-up shares: our names, the account, and mail that is taken for the mailbox or from the account. */
const common: SmtpServerOptions = {
  name: 'mail.example.org',
  logger: false,
  // made for tests: nothing asks DNS, checks may say more than ten commands before they log in, and nobody is waited for
  disableReverseLookup: true,
  maxAllowedUnauthenticatedCommands: 100,
  closeTimeout: 1,
  onAuth,
  onRcptTo({ address }, { user }, callback) {
    if (user || address.toLowerCase() === account.mailbox) callback()
    else callback(Object.assign(new Error('Relaying denied'), { responseCode: 550 }))
  },
}
