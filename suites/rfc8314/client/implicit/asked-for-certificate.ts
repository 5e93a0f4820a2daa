import type { Encounter, Script } from '../../../visit/encounter.ts'
import { certificateFor, testAuthority } from '../../../visit/certificates.ts'
import { serving } from '../../../../servers/bugs/family.ts'

/** A server that asks for a client certificate, and a client that has a good one, where it can be told so. */
export async function askedForCertificate({ client, host }: Encounter): Promise<Script> {
  const { certificate: ca } = await testAuthority()
  const shows = client.takes.includes('client-certificate')
  const clientCertificate = shows ? await certificateFor(host, 'client') : undefined
  return {
    patches: serving({ ca, requestCert: true }),
    settings: { clientCertificates: 'accepted', clientAuthority: ca },
    ...(clientCertificate && { request: { clientCertificate } }),
  }
}
