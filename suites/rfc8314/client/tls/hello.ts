import { type ClientHello, readClientHello } from '../../../../harness/hello/client-offer.ts'
import type { Visit } from '../../../visit/visit.ts'
import type { Encounter } from '../../../visit/encounter.ts'

/** The first ClientHello of a visit. */
export function helloOf({ sessions }: Pick<Visit, 'sessions'>): ClientHello | undefined {
  const hellos = sessions.map(({ hello }) => hello).filter((hello) => hello.length > 0)
  return hellos
    .values()
    .map(readClientHello)
    .find((hello) => hello !== undefined)
}

/** What the client offers a conforming server; inconclusive where it offers no TLS. */
export async function offerOf({ ordinary, inconclusive }: Encounter) {
  const hello = helloOf(await ordinary())
  return hello?.kind === 'tls' ? hello : inconclusive('no-handshake', 'the client offers no TLS')
}
