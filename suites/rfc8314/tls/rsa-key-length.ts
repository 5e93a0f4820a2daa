import { type KeyObject, X509Certificate } from 'node:crypto'
import type { Context } from '../../../harness/check.ts'
import { anyTls, type ClientTls } from '../../../harness/wire/tls-session.ts'
import { check } from '../../check.ts'
import { tlsRoles } from './roles.ts'

/** A server may have two certificates, and would rather show the other. */
const onlyRsa: ClientTls = {
  ciphers: anyTls.ciphers!.replace('DEFAULT:aNULL', 'aRSA'),
  sigalgs: ['rsa_pss_rsae', 'rsa_pss_pss', 'rsa_pkcs1']
    .flatMap((scheme) => [256, 384, 512].map((bits) => `${scheme}_sha${bits}`))
    .join(':'),
}

export const rsaKeyLength = check({
  id: 'rfc8314/server/rsa-key-length',
  roles: tlsRoles,
  ports: 'any',
  decides: ['imp-rfc9325-4.5-3'],
  connections: 1,
  purpose: 'an RSA certificate has a key of 2048 bits at least',
  async run(context) {
    const key = (await keyShown(context, onlyRsa)) ?? (await keyShown(context))
    const { asymmetricKeyType: type, asymmetricKeyDetails: details } = key ?? {}
    if (!key) context.inconclusive('handshake-failed', 'no certificate is shown')
    if (!type?.startsWith('rsa')) context.notApplicable(`no RSA certificate is shown: its key is ${type}`)
    const bits = details?.modulusLength ?? 0
    context.seen(`${bits} bits`)
    context.expect(bits >= 2048, `the certificate has an RSA key of ${bits} bits`)
  },
})

/** The key of the certificate that is shown in such a handshake; undefined where that comes to nothing. */
async function keyShown({ connectForHandshake, tls }: Context, wanted?: ClientTls): Promise<KeyObject | undefined> {
  const peer = await connectForHandshake()
  const outcome = await peer.startTls({ ...tls, ...wanted })
  peer.close()
  const certificate = outcome.ok ? outcome.facts.peerCertificate : undefined
  return certificate && new X509Certificate(certificate).publicKey
}
