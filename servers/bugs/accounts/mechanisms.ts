import type { Exchange } from '../../reference/account-server.ts'
import type { AnyServer, CommonPatch } from '../family.ts'
import type { ServerClass } from '../../reference/line-server.ts'

/** A patch of what all protocols share, over a server of which more may be known. */
type OfAny = <Server extends AnyServer>(Base: ServerClass<Server>) => ServerClass<Server>

/** Neither lists nor takes a SASL mechanism. */
export function withoutMechanism(missing: string): OfAny {
  const patch: CommonPatch = (Base) =>
    class extends Base {
      override mechanisms() {
        return super.mechanisms().filter((mechanism) => mechanism !== missing)
      }
    }
  return patch as OfAny
}

/** Permits a mechanism without TLS, and does not list it. */
export function permittingBeforeTls(mechanism: string): OfAny {
  const patch: CommonPatch = (Base) =>
    class extends Base {
      override mechanisms() {
        return this.tls ? super.mechanisms() : [mechanism]
      }
      override listedMechanisms() {
        return this.tls ? super.listedMechanisms() : []
      }
    }
  return patch as OfAny
}

/** The same for those who send the response with its name only: nobody is asked for it. */
export function permittingAtOnceBeforeTls(mechanism: string): OfAny {
  const patch: CommonPatch = (Base) =>
    class extends permittingBeforeTls(mechanism)(Base) {
      override async sasl(exchange: Exchange) {
        return this.tls || exchange.initial !== undefined ? await super.sasl(exchange) : 'refused'
      }
    }
  return patch as OfAny
}
