import type { Check } from '../../../../harness/check.ts'
import type { CertificateKind } from '../../../../certs/catalogue.ts'
import type { CertificateSpec } from '../../../../certs/spec.ts'
import { actionsInside, throwWithoutLabels, visitOf } from '../../../certificates/shown.ts'
import type { RequirementId } from '../../../ledger.ts'
import { clientCheck } from '../../../visit/client-check.ts'
import type { Encounter } from '../../../visit/encounter.ts'

interface Choice {
  name: string
  what: string
  records: RequirementId
  /** how many labels the name of the host needs for it; default: one */
  labels?: number
  certificate: (host: string) => CertificateKind | CertificateSpec
}

/** Certificates that a client may accept or refuse. */
const choices: readonly Choice[] = [
  {
    name: 'cn-only',
    what: 'the host stands in the common name only',
    records: 'imp-rfc7817-3-8',
    certificate: (host) => ({ names: { cn: host } }),
  },
  {
    name: 'wildcard',
    what: 'a wildcard is the left-most label',
    records: 'imp-rfc7817-3-9',
    labels: 3,
    certificate(host) {
      const [, ...rest] = host.split('.')
      return { names: { cn: 'Mail Server', dns: [['*', ...rest].join('.')] } }
    },
  },
  {
    // RFC 9325, section 4.5 leaves clients the choice
    name: 'rsa-1024',
    what: 'its RSA key has 1024 bits',
    records: 'rfc8314-5.3-1',
    certificate: () => 'rsa-1024',
  },
  {
    name: 'sha1-signature',
    what: 'it is signed with SHA-1',
    records: 'rfc8314-5.3-1',
    certificate: () => 'sha1-signature',
  },
]

/** For each of them, what the client does. */
export const certificateChoices: readonly Check[] = choices.map(({ name, what, records, labels, certificate }) =>
  clientCheck({
    id: `rfc8314/client/certificate-${name}`,
    roles: ['mua'],
    ports: 'any',
    records: [records],
    purpose: `whether a certificate is accepted where ${what}`,
    async run(encounter: Encounter) {
      throwWithoutLabels(encounter, labels)
      const visit = await visitOf(certificate(encounter.host), encounter)
      encounter.seen(actionsInside(visit, encounter).length > 0 ? 'accepted' : 'refused')
    },
  }),
)
