import { clientHello } from '../../../harness/hello/client-hello.ts'
import { offerHello } from '../../../harness/hello/offer.ts'
import { sslv2ClientHello } from '../../../harness/hello/sslv2.ts'
import { recommended12, suiteByName, type SuiteName } from '../../../harness/hello/suites.ts'
import { type ClientTls, failureOf, type TlsFacts } from '../../../harness/wire/tls-session.ts'
import type { CommonPatch } from '../../reference/classes.ts'
import { type ClientBug, clientBugFamily, implicitTlsPlaces, starttlsPlaces } from '../bug.ts'
import { overStaticRsa } from '../static-rsa.ts'

const places = implicitTlsPlaces

/** Offers something else in the handshake. */
export function offering(other: (usual: ClientTls) => ClientTls): CommonPatch {
  return (Base) =>
    class extends Base {
      override tlsOptions() {
        const usual = super.tlsOptions()
        return { ...usual, ...other(usual) }
      }
    }
}

/** Offers this suite of OpenSSL's, too. */
function offeringToo(suite: string): CommonPatch {
  return offering(({ ciphers }) => ({ ciphers: `${ciphers}:${suite}:@SECLEVEL=0` }))
}

const older = (minVersion: ClientTls['minVersion']) =>
  offering(({ ciphers }) => ({ minVersion, ciphers: `${ciphers}:ECDHE-ECDSA-AES128-SHA:@SECLEVEL=0` }))

/** Speaks old versions where the key exchange is not signed. */
const olderWithStaticRsa = (minVersion: ClientTls['minVersion']) =>
  offering((usual) => overStaticRsa(usual, minVersion))

/** What the CBC suite that old versions need breaks: RFC 9325, section 4.2. */
const withCbc = 'imp-rfc9325-4.2-2'
const notTls11 = ['imp-rfc8996-5-1', 'imp-rfc8996-5-5', withCbc]
/** What its static RSA breaks, too: RFC 9325, section 4.1. */
const withStaticRsa = 'imp-rfc9325-4.1-5'

/** The alert (RFC 8996, section 5). */
const protocolVersion = Buffer.from([21, 3, 3, 0, 2, 2, 70])

/** Makes its part of the handshake by hand, as far as it goes: with a suite that OpenSSL does not have. */
function offeringByHand(name: SuiteName, { alerts = true } = {}): CommonPatch {
  return (Base) =>
    class extends Base {
      override async handshake() {
        const suites = [...recommended12.ecdsa, ...recommended12.rsa, suiteByName(name)]
        const hello = clientHello({ version: 'TLSv1.2', suites, serverName: this.order.host })
        const answer = await offerHello(this.peer, hello)
        if (alerts && answer.kind === 'hello' && answer.version === 'TLSv1.1') this.peer.send(protocolVersion)
        // a ClientKeyExchange: nothing follows
        if (answer.kind === 'hello' && answer.suite === name) this.peer.send(Buffer.from('160303000410000000', 'hex'))
        return failureOf({ plaintext: Buffer.alloc(0) })
      }
    }
}

export const offerBugs: readonly ClientBug[] = [
  // RFC 8997, section 3 and RFC 8996, sections 4 and 5
  ...clientBugFamily({
    name: 'speaks-tls-1-1-at-most',
    places,
    // its suites are those of that time (RFC 9325, section 4.2)
    violates: [
      'rfc8997-3-4',
      'rfc8997-3-5',
      'imp-rfc8996-4-1',
      'imp-rfc8996-5-1',
      'imp-rfc8996-5-5',
      'rfc8314-5-10',
      'imp-rfc9325-4.2-1',
    ],
    hides: true,
    patch: offering(() => ({ minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT:@SECLEVEL=0' })),
  }),
  ...clientBugFamily({
    name: 'speaks-tls-1-0',
    places,
    violates: ['rfc8997-3-5', 'imp-rfc8996-4-1', ...notTls11],
    patch: older('TLSv1'),
  }),
  ...clientBugFamily({
    name: 'speaks-tls-1-1',
    places,
    violates: ['rfc8997-3-5', ...notTls11],
    patch: older('TLSv1.1'),
  }),
  ...clientBugFamily({
    name: 'speaks-tls-1-0-with-static-rsa',
    places,
    violates: ['rfc8997-3-5', 'imp-rfc8996-4-1', ...notTls11, withStaticRsa],
    patch: olderWithStaticRsa('TLSv1'),
  }),
  ...clientBugFamily({
    name: 'speaks-tls-1-1-with-static-rsa',
    places,
    violates: ['rfc8997-3-5', ...notTls11, withStaticRsa],
    patch: olderWithStaticRsa('TLSv1.1'),
  }),
  ...clientBugFamily({
    name: 'leaves-after-a-handshake-of-tls-1-1',
    places,
    violates: notTls11,
    patch: (Base) => {
      const Older = older('TLSv1.1')(Base)
      return class extends Older {
        override acceptable(facts: TlsFacts) {
          return facts.version !== 'TLSv1.1' && super.acceptable(facts)
        }
      }
    },
  }),
  // RFC 8996, section 5: an alert, and then the end
  ...clientBugFamily({
    name: 'closes-without-alert',
    places,
    violates: ['imp-rfc8996-5-5'],
    hides: true,
    patch: offeringByHand('TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256', { alerts: false }),
  }),
  // RFC 9325, section 4.2
  ...clientBugFamily({
    name: 'offers-nothing-recommended',
    places,
    violates: ['rfc8314-5-10', 'imp-rfc9325-4.2-1'],
    patch: offering(() => ({ ciphers: 'TLS_AES_128_GCM_SHA256:ECDHE-ECDSA-CHACHA20-POLY1305' })),
  }),
  // RFC 9325, section 4.1
  ...clientBugFamily({
    name: 'prefers-static-rsa',
    places,
    violates: ['imp-rfc9325-4.1-5', 'imp-rfc9325-4.1-8'],
    patch: offering(({ ciphers }) => ({ ciphers: `AES128-GCM-SHA256:${ciphers}` })),
  }),
  ...clientBugFamily({
    name: 'negotiates-static-rsa',
    places: starttlsPlaces,
    violates: ['imp-rfc9325-4.1-5'],
    patch: offeringToo('AES128-GCM-SHA256'),
  }),
  ...clientBugFamily({
    name: 'negotiates-no-encryption',
    places,
    violates: ['imp-rfc9325-4.1-1'],
    patch: offeringToo('ECDHE-ECDSA-NULL-SHA'),
  }),
  ...clientBugFamily({
    name: 'negotiates-finite-field-dh',
    places,
    violates: ['imp-rfc9325-4.1-9'],
    patch: offeringToo('DHE-RSA-AES128-GCM-SHA256'),
  }),
  ...clientBugFamily({
    name: 'negotiates-cbc',
    places,
    violates: [withCbc],
    patch: offeringToo('ECDHE-ECDSA-AES128-SHA256'),
  }),
  ...clientBugFamily({
    name: 'negotiates-rc4',
    places,
    violates: ['imp-rfc9325-4.1-2'],
    hides: true,
    patch: offeringByHand('TLS_ECDHE_ECDSA_WITH_RC4_128_SHA'),
  }),
  ...clientBugFamily({
    name: 'negotiates-triple-des',
    places,
    violates: ['imp-rfc9325-4.1-4', withCbc],
    hides: true,
    patch: offeringByHand('TLS_ECDHE_ECDSA_WITH_3DES_EDE_CBC_SHA'),
  }),
  ...clientBugFamily({
    name: 'negotiates-single-des',
    places,
    violates: ['imp-rfc9325-4.1-3', 'imp-rfc9325-4.1-5', withCbc],
    hides: true,
    patch: offeringByHand('TLS_RSA_WITH_DES_CBC_SHA'),
  }),
  // RFC 6186, section 4
  ...clientBugFamily({
    name: 'names-no-server',
    places,
    violates: ['imp-rfc6186-4-2'],
    patch: offering(() => ({ servername: undefined })),
  }),
  // RFC 6186, section 6; nothing newer is spoken (RFC 8997, section 3)
  ...clientBugFamily({
    name: 'begins-with-ssl-2',
    places,
    violates: ['imp-rfc6186-6-7', 'rfc8997-3-4'],
    hides: true,
    patch: (Base) =>
      class extends Base {
        override async handshake() {
          await offerHello(this.peer, sslv2ClientHello())
          return failureOf({ plaintext: Buffer.alloc(0) })
        }
      },
  }),
]
