import type { Exchange } from '../../reference/account-server.ts'
import type { CommonPatch } from '../family.ts'

/** Knows SASL LOGIN, wherever it is among the mechanisms: what never became an RFC, and most servers have. */
export const knowingSaslLogin: CommonPatch = (Base) =>
  class extends Base {
    override async sasl(exchange: Exchange) {
      if (exchange.mechanism !== 'LOGIN') return await super.sasl(exchange)
      const asked = [await exchange.challenge()]
      if (asked[0] !== '*') asked.push(await exchange.challenge())
      if (asked.includes('*')) return 'cancelled'
      const [name = '', password = ''] = asked.map((response) => Buffer.from(response, 'base64').toString())
      const user = this.withPassword(name, password)
      return user === undefined ? 'refused' : { user }
    }
  }
