import type { Peer } from '../../harness/peer.ts'
import { whileWithheld } from '../visit/withhold.ts'

/** Waits for a client's next word, while nothing is said to it; false where none came. It is still there to be read. */
export async function speaksNext(peer: Peer): Promise<boolean> {
  const spoken = peer.bytes().then((bytes) => {
    peer.unread(bytes)
    return bytes.length > 0
  })
  return (await whileWithheld(peer, spoken)) ?? false
}
