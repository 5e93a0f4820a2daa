import { failureOf } from '../../../harness/wire/tls-session.ts'
import { variantFamily } from '../../bugs/family.ts'

/** Nobody need be served whose certificate is not accepted. */
export const hangsUpOnStrangers = variantFamily({
  name: 'hangs-up-on-strangers',
  endpoints: ['imap', 'imaps'],
  setUps: ['client-certificates'],
  patch: (Base) =>
    class extends Base {
      override async handshake() {
        const outcome = await super.handshake()
        const stranger = this.peer.tls?.peerCertificate && !this.certifiedName()
        return stranger ? failureOf({ plaintext: Buffer.alloc(0) }) : outcome
      }
    },
})
