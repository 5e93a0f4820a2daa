import type { CertificateKind } from '../../certs/catalogue.ts'
import type { CertificateSpec } from '../../certs/spec.ts'
import { serving } from '../../servers/bugs/family.ts'
import { actionsAmong, type Command } from '../visit/commands.ts'
import type { Encounter } from '../visit/encounter.ts'
import type { Visit } from '../visit/visit.ts'
import type { Presented } from './presented.ts'

/**
 * What the client makes of each certificate of a kind, up to one where it hangs: launches that are the same for all checks
 * of a run.
 */
export async function visitsOf(presented: Presented, encounter: Encounter): Promise<Visit[]> {
  const { client, host, notApplicable } = encounter
  const certificates = presented.certificates(host, client.reaches.address)
  if (!certificates) return notApplicable(withoutLabels(host))
  const visits: Visit[] = []
  // one after the other: who asks after many of them has the budget of one
  for (const certificate of certificates) {
    const visit = await visitOf(certificate, encounter)
    visits.push(visit)
    // one more would be to wait once more
    if (visit.outcome.ended === 'by-us') break
  }
  return visits
}

/** What the client makes of one certificate. */
export async function visitOf(certificate: CertificateKind | CertificateSpec, encounter: Encounter): Promise<Visit> {
  // OpenSSL serves neither short keys nor SHA-1 else
  const weak = certificate === 'rsa-1024' || certificate === 'sha1-signature'
  return await encounter.meetsOnce(`certificate ${JSON.stringify(certificate)}`, {
    certificate,
    ...(weak && { patches: serving(({ ciphers }) => ({ ciphers: `${ciphers}:@SECLEVEL=0` })) }),
  })
}

/** What the client did behind the certificate beyond capability discovery and goodbye: its login, its mail. */
export function actionsInside({ inside }: Visit, { language }: Encounter): Command[] {
  return actionsAmong(inside, language)
}

/** Why no wildcard can be tried. */
export function withoutLabels(host: string): string {
  return `a wildcard needs a host name of three labels, and the client is given "${host}"`
}
