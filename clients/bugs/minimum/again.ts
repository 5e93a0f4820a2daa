import { Peer } from '../../../harness/peer.ts'
import { Recording } from '../../../harness/recording.ts'
import { dial } from '../../../harness/wire/dial.ts'
import type { SessionClass } from '../../reference/classes.ts'
import type { Order } from '../../reference/order.ts'
import type { Session } from '../../reference/session.ts'

/** Has the same session once more, on a new connection, with what is to be done otherwise. */
export async function again(session: Session, otherwise: Partial<Order> = {}): Promise<void> {
  const { order, verifier, tell, peer: old } = session
  const signal = AbortSignal.timeout(3000)
  const socket = await dial({ host: order.host, port: order.port, addresses: [old.remoteAddress] }, signal)
  const peer = new Peer(socket, { side: 'C', recording: new Recording(), signal })
  const parts = { order: { ...order, ...otherwise }, verifier, tell }
  await new (session.constructor as SessionClass)(peer, parts).run()
}
