import type { Connecting, OperatorContext } from '../../../harness/check.ts'
import type { TlsaData } from '../../../harness/dns/records.ts'
import { matchesTlsa } from '../../../harness/dns/tlsa.ts'
import { isDecision } from '../../../harness/verdict.ts'
import type { ClientTls } from '../../../harness/wire/tls-session.ts'
import { check } from '../../check.ts'
import { certificateOf } from './certificate.ts'
import { decide, lookAtEach } from './judge.ts'
import { advertisedBy, namedIn } from './servers.ts'
import { needVouchedResolver } from './signing.ts'

export const tlsaPublished = check({
  id: 'rfc8314/operator/tlsa-published',
  roles: ['operator'],
  decides: ['rfc8314-4.5.4-1'],
  connections: 5,
  purpose: 'each server with TLS has TLSA records, and one of them matches what it shows',
  async run(context) {
    const { vouched } = await context.services()
    const servers = await serversWithNames(context)
    if (servers.size === 0) context.inconclusive('servers-unknown', 'no server is known by its name: name them by URLs')
    const spokenTo = [...servers].filter(([, { problem }]) => !problem)
    const [unreached] = servers.values()
    // what cannot be spoken to is judged where the records are
    if (spokenTo.length === 0) context.inconclusive(unreached!.problem!.code, unreached!.problem!.text)
    const findings = await lookAtEach(context, spokenTo, async ([name, server]) => {
      // first, since a server without TLS needs none
      await certificateOf(server)
      const { records, authenticated } = await context.ask(name, 'TLSA')
      if (records.length === 0) {
        needVouchedResolver(vouched, context)
        if (!authenticated)
          context.notApplicable(`${name} lies in no signed zone, so that TLSA must not be published there`)
        return `${name} has no TLSA record`
      }
      const matches = await anyMatches(
        server,
        records.map(({ data }) => data),
      )
      return matches ? undefined : `no TLSA record at ${name} matches what ${server.name} shows`
    })
    decide(context, findings)
  },
})

/** Each server by the name of its TLSA records (RFC 7671, section 3). */
async function serversWithNames(context: OperatorContext): Promise<Map<string, Connecting>> {
  const all = [...namedIn(context), ...(await advertisedBy(context)).map(({ server }) => server)]
  return new Map(
    all.flatMap((server) =>
      isPublic(server.serverName) ? [[`_${server.port}._tcp.${server.serverName}`, server]] : [],
    ),
  )
}

/** Whether a name can be in DNS: localhost never is (RFC 6761, section 6.3), nor is a name of one label a provider's. */
function isPublic(name: string | undefined): name is string {
  return name?.includes('.') === true && !/\.localhost\.?$/i.test(name)
}

/** A server may have certificates of two kinds, and would rather show the other one. */
const offers: readonly ClientTls[] = [
  {},
  { sigalgs: 'RSA-PSS+SHA256:RSA-PSS+SHA384:RSA+SHA256:RSA+SHA384' },
  { sigalgs: 'ECDSA+SHA256:ECDSA+SHA384:ECDSA+SHA512:ed25519' },
]

async function anyMatches(server: Connecting, records: readonly TlsaData[]): Promise<boolean> {
  for (const tls of offers) {
    // without anchors of our own the chain is what was sent; usage 0 may be about one of ours
    for (const ofOurs of [false, true]) {
      const meant = records.filter(({ usage }) => (usage === 0) === ofOurs)
      const chain = meant.length > 0 ? await chainOf(server, ofOurs ? tls : { ...tls, ca: [] }) : []
      if (meant.some((record) => matchesTlsa(record, chain).outcome === 'match')) return true
    }
  }
  return false
}

/** None where no handshake comes of it. */
async function chainOf(server: Connecting, tls: ClientTls): Promise<Buffer[]> {
  try {
    return (await certificateOf(server, tls)).chain
  } catch (error) {
    if (isDecision(error)) return []
    throw error
  }
}
