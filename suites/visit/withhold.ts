import type { Peer } from '../../harness/peer.ts'

/** How long an answer is withheld from a client, in ms, where nothing else tells what it does meanwhile. */
export const withholdMs = 1500

/** What a client does while an answer is withheld from it, as `event` tells; undefined where that does not come. */
export async function whileWithheld<T>(peer: Pick<Peer, 'pause'>, event: Promise<T>): Promise<T | undefined> {
  // oxlint-disable-next-line no-restricted-properties -- what comes accuses; a client is not accused of what does not come
  return await Promise.race([event, peer.pause(withholdMs).then(() => undefined)])
}
