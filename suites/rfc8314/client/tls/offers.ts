import { isIP } from 'node:net'
import { recommended12, suiteGroups } from '../../../../harness/hello/suites.ts'
import { clientCheck } from '../../../visit/client-check.ts'
import type { Encounter } from '../../../visit/encounter.ts'
import { helloOf, offerOf } from './hello.ts'

const recommended: readonly string[] = [...recommended12.ecdsa, ...recommended12.rsa].map(({ name }) => name)
const upTo12: readonly string[] = suiteGroups.upTo12.map(({ name }) => name)

export const offersRecommended = clientCheck({
  id: 'rfc8314/client/recommended-suites',
  roles: ['mua'],
  ports: 'any',
  decides: ['rfc8314-5-10', 'imp-rfc9325-4.2-1'],
  withoutControl: true,
  purpose: 'suites that are recommended for TLS 1.2 are offered',
  async run(encounter) {
    const { versions, suites } = await offerOf(encounter)
    if (versions.includes('TLSv1.3') && !versions.includes('TLSv1.2')) return encounter.seen('TLS 1.3 alone')
    const missing = recommended.filter((name) => !suites.some((suite) => suite.name === name))
    encounter.seen(missing.length > 0 ? 'some' : 'all', { missing })
    encounter.expect(
      missing.length < recommended.length,
      `none of the recommended suites is offered: ${recommended.join(', ')}`,
    )
  },
})

export const prefersForwardSecrecy = clientCheck({
  id: 'rfc8314/client/prefers-forward-secrecy',
  roles: ['mua'],
  ports: 'any',
  decides: ['imp-rfc9325-4.1-8'],
  withoutControl: true,
  purpose: 'of the suites of TLS 1.2 the first one that is offered has forward secrecy',
  async run(encounter) {
    const { suites } = await offerOf(encounter)
    const [first] = suites.filter(({ name }) => upTo12.includes(name))
    // all suites of TLS 1.3 have it (RFC 8446, appendix E.1)
    if (!first) return encounter.seen('TLS 1.3 alone')
    encounter.seen(first.name)
    encounter.expect(/^TLS_(EC)?DHE_/.test(first.name), `the first suite that is offered for TLS 1.2 is ${first.name}`)
  },
})

export const sendsServerName = clientCheck({
  id: 'rfc8314/client/server-name',
  roles: ['mua'],
  ports: 'any',
  orIfPossible: true,
  decides: ['imp-rfc6186-4-2'],
  withoutControl: true,
  purpose: 'the ClientHello names the host, and never an address',
  async run(encounter) {
    const { serverName } = await offerOf(encounter)
    if (isIP(encounter.host)) encounter.notApplicable('the client is given an address, which is no name')
    if (serverName === undefined) {
      // a server name is a fully qualified one (RFC 6066, section 3)
      if (!encounter.host.includes('.')) encounter.notApplicable(`"${encounter.host}" is not fully qualified`)
      return encounter.expect(false, 'the ClientHello has no server name')
    }
    encounter.expect(isIP(serverName) === 0, `the ClientHello has an address for a server name: ${serverName}`)
    encounter.seen(serverName.toLowerCase() === encounter.host.toLowerCase() ? 'the host' : 'another name')
  },
})

export const offersNoSsl2 = clientCheck({
  id: 'rfc8314/client/ssl-2-not-offered',
  roles: ['mua'],
  ports: 'any',
  decides: ['imp-rfc6186-6-7'],
  withoutControl: true,
  purpose: 'SSL 2.0 is not offered',
  async run(encounter: Encounter) {
    const { ordinary, expect, seen } = encounter
    const hello = helloOf(await ordinary())
    if (!hello) encounter.inconclusive('no-handshake', 'the client begins no handshake')
    // the old format may carry an offer of newer versions
    seen(hello.kind === 'tls' ? 'a ClientHello of TLS' : 'a CLIENT-HELLO of SSL 2.0')
    expect(hello.kind === 'tls' || !hello.asks, 'SSL 2.0 is offered')
  },
})
