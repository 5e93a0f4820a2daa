import { once } from 'node:events'
import net from 'node:net'
import { createAuthority } from '../../certs/authority.ts'
import { harms, type Protocol, type Subject } from '../../harness/subject.ts'
import { account } from '../account.ts'
import { Mailbox } from '../reference/mailbox.ts'
import { serverClassFor } from '../reference/server-class.ts'
import { settingsFor } from '../reference/settings.ts'
import { referenceNames } from '../reference/start.ts'
import { HostilePeer } from '../../harness/testing/hostile-peer.ts'
import type { HostileServer, AnyReference } from './hostile.ts'
import type { ServerClass } from '../reference/line-server.ts'

/** Starts a hostile server on a free port of loopback, with the reference's account. Dispose it to stop. */
export async function startHostile(
  { name, patch, identity }: HostileServer,
  protocol: Protocol,
): Promise<Subject & AsyncDisposable> {
  const authority = await createAuthority()
  const issued = await (identity?.(authority) ?? authority.issue('valid', referenceNames))
  const settings = settingsFor(protocol, 'default', issued, account, new Mailbox())
  const Server = patch(serverClassFor(protocol) as unknown as ServerClass<AnyReference>)
  const stop = new AbortController()
  const server = net.createServer({ allowHalfOpen: true, noDelay: true }, (socket) => {
    const peer = new HostilePeer(socket, stop.signal)
    // it sends what it likes to whoever may have gone: nothing that fails here is anybody's fault
    new Server(peer, settings).serve().catch(() => peer.close())
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const { port } = server.address() as net.AddressInfo
  return {
    name,
    endpoints: [{ name: protocol, protocol, listeners: { default: { host: 'localhost', port } } }],
    account,
    mailbox: account.mailbox,
    trust: authority.certificate,
    allow: harms,
    arguments: '',
    async [Symbol.asyncDispose]() {
      stop.abort()
      await new Promise<void>((done) => server.close(() => done()))
    },
  }
}
