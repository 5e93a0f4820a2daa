import type { Peer } from '../../../harness/peer.ts'
import { type CommonPatch, implicitTlsPorts, variantFamily } from '../../bugs/family.ts'
import type { Exchange } from '../../reference/account-server.ts'
import type { Settings } from '../../reference/settings.ts'

const setUps = ['default', 'client-certificates'] as const

/** Takes client certificates in any set-up. */
const certified = (patch: CommonPatch): CommonPatch => {
  const taking: CommonPatch = (Base) =>
    class extends Base {
      constructor(peer: Peer, settings: Settings) {
        const tls = { ...settings.tls, requestCert: true, ca: settings.clientAuthority }
        super(peer, { ...settings, tls, clientCertificates: 'accepted' })
      }
    }
  return (Base) => patch(taking(Base))
}

/** Wants to be told as whom the holder of a certificate acts, which may have several accounts (RFC 4422, appendix A). */
export const wantsAnIdentityVariants = variantFamily({
  name: 'wants-an-identity',
  endpoints: implicitTlsPorts,
  setUps,
  patch: certified(
    (Base) =>
      class extends Base {
        override external(authorize: string) {
          return authorize === '' ? undefined : super.external(authorize)
        }
      },
  ),
})

/** Does not look at initial responses of EXTERNAL, and asks for another. */
export const asksForTheIdentityVariants = variantFamily({
  name: 'asks-for-the-identity',
  endpoints: implicitTlsPorts,
  setUps,
  patch: certified(
    (Base) =>
      class extends Base {
        override async sasl(exchange: Exchange) {
          const { initial, ...rest } = exchange
          return await super.sasl(exchange.mechanism === 'EXTERNAL' ? rest : { ...rest, initial })
        }
      },
  ),
})
