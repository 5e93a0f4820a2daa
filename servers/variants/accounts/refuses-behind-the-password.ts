import type { Exchange } from '../../reference/account-server.ts'
import { permittingBeforeTls } from '../../bugs/accounts/mechanisms.ts'
import { variantFamily } from '../../bugs/family.ts'

/** RFC 3501, section 11.2: AUTHENTICATE returns an error "even if the password is correct"; so it may be asked for. */
export const refusesBehindThePassword = variantFamily({
  name: 'refuses-behind-the-password',
  endpoints: ['imap', 'pop3'],
  setUps: ['default', 'tls-required'],
  patch: (Base) =>
    class extends permittingBeforeTls('PLAIN')(Base) {
      override async sasl(exchange: Exchange) {
        const outcome = await super.sasl(exchange)
        return this.tls || outcome === 'cancelled' ? outcome : 'refused'
      }
    },
})
