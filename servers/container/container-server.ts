import { type Authority, createAuthority } from '../../certs/authority.ts'
import { harms, type Endpoint, type Protocol, type SetUp } from '../../harness/subject.ts'
import { account, accountNames } from '../account.ts'
import type { CatalogueServer, StartedSubject } from '../catalogue-server.ts'
import { serverFolder } from '../server-folder.ts'
import { type RunningContainer, startContainer } from '../../harness/container/start-container.ts'
import { imageOf } from '../../harness/container/image.ts'

/** A real server in a container: its folder holds a Dockerfile, its configuration and expected.json. */
export interface ContainerServer {
  name: string
  description: string
  /** prints the version of the software, in the image */
  version: readonly string[]
  /** the port inside the container on which each protocol is served in each set-up */
  ports: Partial<Record<Protocol, Partial<Record<SetUp, number>>>>
  /** where its mailbox is read, if none of its own ports serves for that; not judged */
  inbox?: { protocol: Protocol; port: number }
  /** how many connections it takes at once, where that is fewer than we might open */
  maximumConnections?: number
  /** makes its image; default: from the Dockerfile in its folder */
  image?: (options: { signal?: AbortSignal }) => Promise<string>
  /** what the container runs, where that is not what its image says */
  command?: string[]
}

/**
 * Makes a catalogue server of a folder. When it starts, the container finds in /tls its certificate (cert.pem, key.pem)
 * and the authority whose client certificates it is to accept (ca.pem); account and mailbox are those of account.ts.
 */
export function containerServer(definition: ContainerServer): CatalogueServer {
  const { name, description, version, ports, inbox, maximumConnections, command } = definition
  const imageFor = definition.image ?? ((options) => imageOf(name, serverFolder(name), options))
  return {
    name,
    description,
    runs: 'container',
    offers: Object.fromEntries(
      Object.entries(ports).map(([protocol, bySetUp]) => [protocol, Object.keys(bySetUp) as SetUp[]]),
    ),
    async start({ signal } = {}) {
      const image = await imageFor({ signal })
      const authority = await createAuthority()
      const numbers = Object.values(ports)
        .flatMap((bySetUp) => Object.values(bySetUp))
        .concat(inbox?.port ?? [])
      const files = await tlsFiles(authority)
      const running = await startContainer({ image, ports: numbers, files, command, signal })
      const endpoints = Object.entries(ports).map(([protocol, bySetUp]) => ({
        name: protocol,
        protocol: protocol as Protocol,
        listeners: Object.fromEntries(
          Object.entries(bySetUp).map(([setUp, port]) => [setUp, { host: running.host, port: running.portOf(port) }]),
        ),
      })) satisfies Endpoint[]
      const subject: StartedSubject = {
        name,
        version: await versionIn(running, version),
        digest: running.digest,
        endpoints,
        ...(inbox && { inbox: inboxOf(inbox, running) }),
        account,
        mailbox: account.mailbox,
        trust: authority.certificate,
        serverName: 'localhost',
        clientCertificates: {
          accepted: await authority.issue('client', accountNames),
          foreign: await authority.issue('client-untrusted'),
        },
        allow: harms,
        asShipped: true,
        maximumConnections,
        arguments: `--server ${name}`,
        [Symbol.asyncDispose]: () => running.stop(),
      }
      return subject
    },
  }
}

async function versionIn(running: RunningContainer, command: readonly string[]): Promise<string> {
  try {
    return await running.output(command)
  } catch (error) {
    await running.stop()
    throw error
  }
}

function inboxOf({ protocol, port }: { protocol: Protocol; port: number }, running: RunningContainer): Endpoint {
  return { name: 'inbox', protocol, listeners: { default: { host: running.host, port: running.portOf(port) } } }
}

async function tlsFiles(authority: Authority): Promise<Record<string, string>> {
  const { cert, key } = await authority.issue('valid')
  return { '/tls/cert.pem': cert, '/tls/key.pem': key, '/tls/ca.pem': authority.certificate }
}
