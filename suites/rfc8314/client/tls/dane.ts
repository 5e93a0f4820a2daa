import { createHash, randomBytes, X509Certificate } from 'node:crypto'
import { isIP } from 'node:net'
import type { CertificateKind } from '../../../../certs/catalogue.ts'
import { subjectPublicKeyInfo } from '../../../../harness/dns/spki.ts'
import type { Zone } from '../../../../harness/dns/zone.ts'
import { actionsInside, visitOf } from '../../../certificates/shown.ts'
import { certificateFor } from '../../../visit/certificates.ts'
import { clientCheck } from '../../../visit/client-check.ts'
import { listed } from '../../../visit/commands.ts'
import type { Encounter } from '../../../visit/encounter.ts'
import type { Visit } from '../../../visit/visit.ts'

/** What DNS says of the certificate of a server, by the DNSSEC state of the answer. */
interface Published {
  certificate: CertificateKind
  /** whose key the TLSA record has: that of the certificate, or nobody's */
  names: 'its key' | 'another key'
  state: 'secure' | 'insecure' | 'bogus'
}

/** What the client makes of a server with this certificate and a TLSA record 3 1 1 (RFC 6698, section 2.1). */
async function visitWith(published: Published, encounter: Encounter): Promise<Visit> {
  const { client, host, meetsOnce, notApplicable } = encounter
  if (!client.takes.includes('resolver')) return notApplicable('the client cannot be told whom to ask for TLSA records')
  const { certificate, names, state } = published
  const { cert } = await certificateFor(host, certificate)
  const key = names === 'its key' ? subjectPublicKeyInfo(new X509Certificate(cert).raw) : randomBytes(32)
  const association = createHash('sha256').update(key).digest('hex')
  return await meetsOnce(`TLSA ${Object.values(published).join(' ')}`, {
    certificate,
    zones: ({ port, address }): Zone[] => [
      { origin: '.', signed: true, records: isIP(host) ? [] : [{ name: host, type: 'A', data: address }] },
      {
        origin: `_tcp.${host}`,
        signed: state === 'secure',
        // what a validating resolver makes of wrong signatures
        ...(state === 'bogus' && { misbehaves: 'servfail' }),
        records: [
          {
            name: `_${port}._tcp.${host}`,
            type: 'TLSA',
            data: { usage: 3, selector: 1, matchingType: 1, association },
          },
        ],
      },
    ],
    // one that is bogus may keep the client from coming
    mayStayAway: true,
  })
}

/** What the client makes of a certificate without a path of trust, for a record that is vouched for and without any. */
async function useOfDane(encounter: Encounter) {
  const visit = await visitWith({ certificate: 'self-signed', names: 'its key', state: 'secure' }, encounter)
  const control = await visitOf('self-signed', encounter)
  const takesAnyway = actionsInside(control, encounter).length > 0
  return {
    takesAnyway,
    accepts: !takesAnyway && actionsInside(visit, encounter).length > 0,
    asks: visit.asked.some(({ type }) => type === 'TLSA'),
  }
}

export const daneSupported = clientCheck({
  id: 'rfc8314/client/dane',
  roles: ['mua'],
  ports: 'any',
  records: ['rfc8314-5.3-2'],
  purpose: 'whether a TLSA record that is vouched for stands for a path of trust',
  async run(encounter) {
    const { accepts, asks } = await useOfDane(encounter)
    encounter.seen(accepts ? 'accepted' : 'refused', { asks })
  },
})

const states = [
  {
    name: 'insecure',
    decides: 'imp-rfc6698-4.1-1',
    what: 'a TLSA record that is not signed stands for no path of trust',
    published: { certificate: 'self-signed', names: 'its key', state: 'insecure' },
  },
  {
    name: 'bogus',
    decides: 'imp-rfc6698-4.1-3',
    what: 'where the answer about TLSA records is bogus there is no session',
    published: { certificate: 'valid', names: 'its key', state: 'bogus' },
  },
  {
    name: 'no-match',
    decides: 'imp-rfc6698-4.1-11',
    what: 'where the TLSA record is for another key there is no session',
    published: { certificate: 'valid', names: 'another key', state: 'secure' },
  },
] as const satisfies readonly { name: string; decides: string; what: string; published: Published }[]

/** What a client that uses DANE does in each state of the answer. */
export const daneStates = states.map(({ name, decides, what, published }) =>
  clientCheck({
    id: `rfc8314/client/dane-${name}`,
    roles: ['mua'],
    ports: 'any',
    decides: [decides],
    purpose: what,
    async run(encounter) {
      const { takesAnyway, accepts, asks } = await useOfDane(encounter)
      if (!accepts && !asks) encounter.notApplicable('the client uses no DANE (RFC 8314, section 5.3 leaves it that)')
      if (takesAnyway && published.certificate === 'self-signed')
        encounter.notApplicable('the client takes such a certificate whatever DNS says')
      const actions = actionsInside(await visitWith(published, encounter), encounter)
      encounter.expect(actions.length === 0, `${what}, and the client sends ${listed(actions)}`)
    },
  }),
)
