import { implicitTlsPorts, variantFamily } from '../../bugs/family.ts'

/** Says in cleartext that TLS was due, to a client that does not begin with it, and serves nothing. */
export const explainsInCleartextVariants = variantFamily({
  name: 'explains-in-cleartext',
  endpoints: implicitTlsPorts,
  patch: (Base) =>
    class extends Base {
      override async handshake() {
        const outcome = await super.handshake()
        const refusals = { submissions: '554 5.5.1 TLS first', imaps: '* BYE TLS first', pop3s: '-ERR TLS first' }
        if (!outcome.ok) this.say(refusals[this.settings.protocol as keyof typeof refusals])
        return outcome
      }
    },
})
