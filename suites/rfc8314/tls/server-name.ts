import { X509Certificate } from 'node:crypto'
import type { Context } from '../../../harness/check.ts'
import type { TlsOutcome } from '../../../harness/wire/tls-session.ts'
import { check } from '../../check.ts'
import { turns } from './offer.ts'
import { tlsRoles } from './roles.ts'

export const serverNameIndication = check({
  id: 'rfc8314/server/server-name-indication',
  roles: tlsRoles,
  ports: 'any',
  decides: ['rfc8314-4.4-lc1'],
  evenUnreached: true,
  connections: 1,
  purpose: 'a client that names the host, as those without RFC 6186 do, gets a handshake',
  async run(context) {
    const { expect, inconclusive, mailbox, seen } = context
    const advice = 'no host name is known: give it with --server-name'
    const serverName = context.serverName ?? inconclusive('server-name-missing', advice)
    const named = await handshake(context, serverName)
    const unnamed = await handshake(context)
    const domain = mailbox?.slice(mailbox.indexOf('@') + 1)
    const ofDomain = domain ? await handshake(context, domain) : undefined
    seen(shown(named, serverName), {
      unnamed: shown(unnamed, serverName),
      domain: ofDomain && shown(ofDomain, domain!),
    })
    if (named.ok) return
    // it knows other names, or wants none: the host's is what is missing
    if (!unnamed.ok && !ofDomain?.ok)
      inconclusive('handshake-failed', `no handshake works, with a name or without: ${named.text}`)
    // a handshake may fail for reasons of its own
    for (const turn of turns) {
      const { ok } = await handshake(context, turn === 'offer' ? serverName : unnamed.ok ? undefined : domain)
      if (ok && turn === 'offer') return
      if (!ok && turn === 'control') inconclusive('unstable-handshakes', `handshakes fail at times: ${named.text}`)
    }
    expect(false, `a ClientHello that names ${serverName} is refused (${named.text}), and another is not`)
  },
})

async function handshake({ connectForHandshake, tls }: Context, servername?: string): Promise<TlsOutcome> {
  const peer = await connectForHandshake()
  const outcome = await peer.startTls({ ...tls, servername })
  peer.close()
  return outcome
}

/** What a handshake has shown of the certificate. That it is the right one is the operator's duty. */
function shown(outcome: TlsOutcome, name: string): string {
  if (!outcome.ok) return `refused: ${outcome.text}`
  const { peerCertificate } = outcome.facts
  if (!peerCertificate) return 'no certificate'
  return new X509Certificate(peerCertificate).checkHost(name)
    ? `a certificate for ${name}`
    : 'a certificate for another name'
}
