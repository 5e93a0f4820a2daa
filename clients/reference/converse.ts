import { isIP } from 'node:net'
import type { Resolver } from '../../harness/dns/resolver.ts'
import { Peer } from '../../harness/peer.ts'
import { Recording } from '../../harness/recording.ts'
import { dial } from '../../harness/wire/dial.ts'
import type { Classes } from './classes.ts'
import type { Order } from './order.ts'
import type { Session } from './session.ts'

/** What all sessions of one launch share. */
export interface Launch {
  classes: Classes
  /** tells the user something */
  tell: (text: string) => void
  /** where DNS is asked; default: this machine's way */
  resolver?: Resolver
  signal: AbortSignal
}

/** Has one session with a server, to its end. Throws what kept it from its end. */
export async function converse(order: Order, launch: Launch): Promise<Session> {
  const { classes, tell, signal } = launch
  const { host, port, language } = order
  const addresses = await addressesOf(host, launch)
  const peer = new Peer(await dial({ host, port, addresses }, signal), {
    side: 'C',
    recording: new Recording(),
    signal,
  })
  const session = new classes[language](peer, { order, verifier: new classes.verifier(), tell })
  await session.run()
  return session
}

/** Where the resolver says that a host is; undefined where this machine looks it up. */
async function addressesOf(host: string, { resolver, signal }: Launch): Promise<string[] | undefined> {
  if (!resolver || isIP(host) || host === 'localhost') return undefined
  const { records } = await resolver.query(host, 'A', signal)
  return records.map(({ data }) => data)
}
