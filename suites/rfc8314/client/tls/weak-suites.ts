import type { CertificateSpec } from '../../../../certs/spec.ts'
import type { Check } from '../../../../harness/check.ts'
import { flightKey, serverFlight } from '../../../../harness/hello/server-flight.ts'
import { type Suite, suiteGroups as groups } from '../../../../harness/hello/suites.ts'
import { answerIn, answerText, byHand } from '../../../visit/by-hand.ts'
import { certificateFor } from '../../../visit/certificates.ts'
import { clientCheck } from '../../../visit/client-check.ts'
import type { RequirementId } from '../../../ledger.ts'
import { offerOf } from './hello.ts'

interface Weak {
  name: string
  decides: RequirementId
  what: string
  suites: readonly Suite[]
}

const weak: readonly Weak[] = [
  { name: 'null-encryption', decides: 'imp-rfc9325-4.1-1', what: 'a suite without encryption', suites: groups.null },
  { name: 'rc4', decides: 'imp-rfc9325-4.1-2', what: 'RC4', suites: groups.rc4 },
  {
    name: 'export-grade',
    decides: 'imp-rfc9325-4.1-3',
    what: 'a suite of less than 112 bits',
    suites: groups.below112,
  },
  { name: 'triple-des', decides: 'imp-rfc9325-4.1-4', what: '3DES', suites: groups.tripleDes },
  { name: 'static-rsa', decides: 'imp-rfc9325-4.1-5', what: 'static RSA', suites: groups.staticRsa },
  {
    name: 'finite-field-dh',
    decides: 'imp-rfc9325-4.1-9',
    what: 'ephemeral Diffie-Hellman of finite fields',
    suites: groups.dhe,
  },
  {
    name: 'cbc',
    decides: 'imp-rfc9325-4.2-2',
    what: 'a CBC suite without encrypt_then_mac',
    suites: [...groups.cbc, ...groups.everyCbc],
  },
]

/**
 * For each kind of suite that RFC 9325 advises against: it is not negotiated where the server has nothing else. To offer
 * it is not to negotiate it: a client has when it goes on with the handshake behind the choice of the server.
 */
export const weakSuitesRefused: readonly Check[] = weak.map(({ name, decides, what, suites }) =>
  clientCheck({
    id: `rfc8314/client/${name}-refused`,
    roles: ['mua'],
    ports: 'any',
    decides: [decides],
    withoutControl: true,
    purpose: `${what} is not negotiated`,
    async run(encounter) {
      const { expect, seen, host, inconclusive, meets } = encounter
      const offered = await offerOf(encounter)
      const candidates = suites.filter(({ code }) => offered.suites.some((each) => each.code === code))
      if (candidates.length === 0) return seen('not offered')
      // one without another fault, where there is one
      const chosen = candidates
        .toSorted((one, other) => Number(/_CBC_/.test(one.name)) - Number(/_CBC_/.test(other.name)))
        .find((suite) => flightKey(suite) !== undefined)
      if (!chosen) return inconclusive('not-served', `${candidates[0]!.name} is offered, which is not served here`)
      const credentials = await certificateFor(host, certificateOf(chosen))
      const hand = byHand((offer) => serverFlight(offer, chosen, credentials))
      await meets({ patches: hand.patch })
      const answer = answerIn(encounter, hand)
      seen(answerText(answer), { suite: chosen.name })
      expect(
        answer.kind !== 'goes-on',
        `${what} is negotiated: the server chooses ${chosen.name}, the client ${answerText(answer)}`,
      )
    },
  }),
)

/** A good certificate that fits a suite. */
function certificateOf(suite: Suite): CertificateSpec {
  if (flightKey(suite) === 'ecdsa') return {}
  return { key: 'rsa2048', keyUsage: groups.staticRsa.includes(suite) ? 'keyEncipherment' : 'digitalSignature' }
}
