import { connectingTo } from '../../harness/context.ts'
import { deadline } from '../../harness/deadline.ts'
import { isMailtlsError } from '../../harness/errors.ts'
import { type TlsVersion, versions } from '../../harness/hello/codes.ts'
import type { Peer } from '../../harness/peer.ts'
import { type Reach, reach } from '../../harness/reach.ts'
import { Recording } from '../../harness/recording.ts'
import type { Endpoint, Subject } from '../../harness/subject.ts'
import { isDecision } from '../../harness/verdict.ts'
import { chose, offer, offerSurely, offerVersion } from '../rfc8314/tls/offer.ts'

/** What an endpoint shows in its default set-up to whoever says hello. */
export interface Sight extends Reach {
  /** of TLS and SSL, the oldest first; undefined where that could not be found out */
  versions?: readonly TlsVersion[]
  /** why it could not */
  versionsUnseen?: string
}

interface LookOptions {
  /** versions of which a refusal counts against the server, beside those in use */
  claimed?: readonly string[]
  timeoutMs: number
  signal?: AbortSignal
}

/**
 * Looks at an endpoint: greeting, capabilities, a handshake, and a ClientHello for each version of TLS and SSL, one
 * connection after the other. Never logs in, and takes at most three times `timeoutMs`.
 */
export async function lookAround(
  subject: Subject,
  endpoint: Endpoint,
  { claimed = [], ...options }: LookOptions,
): Promise<Sight> {
  const listener = endpoint.listeners.default
  if (!listener) return { tls: {}, tlsWorks: false, capabilities: [], problem: nowhere }
  const { account: _never, ...stranger } = subject
  const known = await reach({ subject: stranger, endpoint, listener, ...options })
  if (known.problem || !known.session) return known
  using bound = deadline(options.timeoutMs, options.signal)
  const { signal } = bound
  const peers: Peer[] = []
  const recording = new Recording()
  const opening = { subject: stranger, recording, signal, peers, reach: async () => undefined }
  const hearing = connectingTo({ endpoint, listener, known }, opening)
  try {
    const taken: TlsVersion[] = []
    for (const version of Object.keys(versions) as TlsVersion[]) {
      const ask = [...inUse, ...claimed].includes(version) ? offerSurely : offer
      if (known.session.version === version || chose(await offerVersion(hearing, version, ask), version)) {
        taken.push(version)
      }
    }
    return { ...known, versions: taken }
  } catch (error) {
    if (isDecision(error) || isMailtlsError(error)) return { ...known, versionsUnseen: error.message }
    throw error
  } finally {
    for (const peer of peers) peer.close()
  }
}

/** A refusal of them is rather a hang-up for other reasons: it takes more than one. */
const inUse: readonly string[] = ['TLSv1.2', 'TLSv1.3']

const nowhere = { code: 'set-up-missing', text: 'it has no default set-up here' }
