import type { CertificateKind } from '../../certs/catalogue.ts'
import type { CertificateSpec } from '../../certs/spec.ts'
import { serving } from '../../servers/bugs/family.ts'
import { actionsAmong, type Command } from '../visit/commands.ts'
import type { Encounter } from '../visit/encounter.ts'
import { outcomeText } from '../visit/endings.ts'
import { expectThrough } from '../visit/through.ts'
import type { Visit } from '../visit/visit.ts'
import { nothingBut } from './names.ts'
import type { Presented } from './presented.ts'

/**
 * What the client makes of each certificate of a kind, up to one where it hangs: launches that are the same for all checks
 * of a run.
 */
export async function visitsOf(presented: Presented, encounter: Encounter): Promise<Visit[]> {
  const { client, host } = encounter
  throwWithoutLabels(encounter, presented.labels)
  const certificates = presented.certificates(host, client.reaches.address)
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

/** Not applicable where the name that the client is given has fewer labels than the certificate needs. */
export function throwWithoutLabels({ host, notApplicable }: Encounter, labels = 1): void {
  if (host.split('.').length >= labels) return
  const advice = 'client.host in mailtls.yaml gives yours another one'
  notApplicable(`it takes a host name of ${labels} labels or more, and the client is given "${host}": ${advice}`)
}

/** Expects the client to have got through behind a certificate of a kind that has to be accepted. */
export async function expectAccepted(
  { what, nameAlone }: Presented,
  visit: Visit,
  encounter: Encounter,
): Promise<void> {
  const refused = `a certificate that ${what} is refused`
  if (nameAlone) await throwUnlessByName(visit, refused, encounter)
  expectThrough(encounter, visit, refused)
}

/**
 * Inconclusive where a client that refuses a certificate also refuses the plainest one for the host: it looks for something
 * else than its name, such as its address. Who gets through needs no further launch.
 */
export async function throwUnlessByName({ worked }: Visit, refused: string, encounter: Encounter): Promise<void> {
  if (worked) return
  const { host, inconclusive, throwIfHung } = encounter
  throwIfHung(`${refused}, but the client had no end of its own`)
  const control = await visitOf(nothingBut(host), encounter)
  if (control.worked) return
  inconclusive(
    'control-failed',
    `${refused}, and so is any with the name ${host} alone: ${outcomeText(control.outcome)}`,
  )
}
