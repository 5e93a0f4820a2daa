import type { Check } from '../../../harness/check.ts'
import { suiteGroups } from '../../../harness/hello/suites.ts'
import { check } from '../../check.ts'
import type { RequirementId } from '../../ledger.ts'
import { offerSuites, type SuiteOffer, textOf } from './offer.ts'
import { tlsRoles } from './roles.ts'

interface Weak {
  name: string
  decides: RequirementId
  what: string
  offers: readonly SuiteOffer[]
  /** the clause is about TLS 1.2, and says nothing where an older version is chosen */
  onlyTls12?: true
}

const groups = suiteGroups

const weak: readonly Weak[] = [
  {
    name: 'null',
    decides: 'imp-rfc9325-4.1-1',
    what: 'a suite without encryption',
    offers: [{ suites: groups.null }, { version: 'TLSv1.3', suites: groups.tls13Null }],
  },
  { name: 'rc4', decides: 'imp-rfc9325-4.1-2', what: 'RC4', offers: [{ suites: groups.rc4 }] },
  {
    name: 'export',
    decides: 'imp-rfc9325-4.1-3',
    what: 'a suite of less than 112 bits',
    offers: [{ suites: groups.below112 }],
  },
  { name: 'triple-des', decides: 'imp-rfc9325-4.1-4', what: '3DES', offers: [{ suites: groups.tripleDes }] },
  { name: 'static-rsa', decides: 'imp-rfc9325-4.1-5', what: 'static RSA', offers: [{ suites: groups.staticRsa }] },
  {
    name: 'finite-field-dh',
    decides: 'imp-rfc9325-4.1-9',
    what: 'ephemeral Diffie-Hellman of finite fields',
    offers: [{ suites: groups.dhe }],
    onlyTls12: true,
  },
  {
    name: 'cbc',
    decides: 'imp-rfc9325-4.2-2',
    what: 'a CBC suite without encrypt_then_mac',
    offers: [{ suites: [...new Set([...groups.cbc, ...groups.everyCbc])], encryptThenMac: false }],
    onlyTls12: true,
  },
]

/** For each kind of suite that RFC 9325 advises against, whether the server takes one when nothing else is offered. */
export const weakSuites: readonly Check[] = weak.map(({ name, decides, what, offers, onlyTls12 }) =>
  check({
    id: `rfc8314/server/${name}-refused`,
    roles: tlsRoles,
    ports: 'any',
    decides: [decides],
    connections: 1,
    purpose: `${what} is not negotiated`,
    async run(context) {
      for (const wanted of offers) {
        const answer = await offerSuites(context, wanted)
        context.seen(textOf(answer))
        if (answer.kind !== 'hello') continue
        if (onlyTls12 && answer.version !== 'TLSv1.2') context.notApplicable(`the server ${textOf(answer)}: no TLS 1.2`)
        context.expect(false, `${what} is negotiated: the server ${textOf(answer)}`)
      }
    },
  }),
)
