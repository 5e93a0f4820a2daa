import { isIP } from 'node:net'
import { Peer } from '../../harness/peer.ts'
import { Recording } from '../../harness/recording.ts'
import { dial } from '../../harness/wire/dial.ts'
import type { Classes } from './classes.ts'
import type { Directory } from './directory.ts'
import type { Order } from './order.ts'
import type { Session } from './session.ts'

/** What all sessions of one launch share. */
export interface Launch {
  classes: Classes
  directory: Directory
  /** tells the user something */
  tell: (text: string) => void
  signal: AbortSignal
}

/** Has one session with a server, to its end. Throws what kept it from its end. */
export async function converse(order: Order, { classes, directory, tell, signal }: Launch): Promise<Session> {
  const { host, port, language, dane, mode } = order
  const named = !isIP(host) && host !== 'localhost'
  const [addresses, tlsa] = await Promise.all([
    named ? directory.addresses(host) : undefined,
    named && dane && mode !== 'cleartext' ? directory.tlsa(host, port) : undefined,
  ])
  const peer = new Peer(await dial({ host, port, addresses }, signal), {
    side: 'C',
    recording: new Recording(),
    signal,
  })
  const verifier = new classes.verifier()
  const session = new classes[language](peer, { order: { ...order, tlsa }, verifier, tell })
  await session.run()
  return session
}
