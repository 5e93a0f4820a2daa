import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createAuthority } from '../../../certs/authority.ts'
import type { ClientCertificate } from '../../../harness/subject.ts'
import { type ClientBug, clientBugFamily, implicitTlsPlaces } from '../bug.ts'

const places = implicitTlsPlaces

/** One that lies in the store of the system, as it were. */
let found: Promise<ClientCertificate> | undefined
async function foundCertificate(): Promise<ClientCertificate> {
  const { cert, key } = await (found ??= createAuthority().then((authority) => authority.issue('client')))
  return { cert, key }
}

export const clientCertificateBugs: readonly ClientBug[] = [
  // RFC 8314, section 5.5: nobody has authorized it for the account
  ...clientBugFamily({
    name: 'shows-a-certificate-that-it-finds',
    places,
    violates: ['rfc8314-5.5-2'],
    patch: (Base) =>
      class extends Base {
        shown?: ClientCertificate
        override async handshake() {
          this.shown = this.order.clientCertificate ?? (await foundCertificate())
          return await super.handshake()
        }
        override tlsOptions() {
          return { ...super.tlsOptions(), ...this.shown }
        }
      },
  }),
  // RFC 8314, section 5.5: what was installed for one account is not for another
  ...clientBugFamily({
    name: 'keeps-certificates-by-host',
    places,
    violates: ['rfc8314-5.5-3'],
    patch: (Base) =>
      class extends Base {
        kept?: ClientCertificate
        override async handshake() {
          const { profile = '', host, clientCertificate } = this.order
          const file = join(profile, `${host}.json`)
          await mkdir(profile, { recursive: true })
          if (clientCertificate) await writeFile(file, JSON.stringify(clientCertificate))
          this.kept = JSON.parse(await readFile(file, 'utf8').catch(() => '{}')) as ClientCertificate
          return await super.handshake()
        }
        override tlsOptions() {
          return { ...super.tlsOptions(), ...this.kept }
        }
      },
  }),
  // RFC 8314, section 5.5
  ...clientBugFamily({
    name: 'knows-no-external',
    places,
    violates: ['rfc8314-5.5-4'],
    patch: (Base) =>
      class extends Base {
        override mechanism() {
          return this.offered?.mechanisms.includes('PLAIN') ? ('PLAIN' as const) : undefined
        }
      },
  }),
  // RFC 4954, section 4 and RFC 5034, section 4: it is written "="
  ...clientBugFamily({
    name: 'writes-nothing-for-an-empty-response',
    places: ['submissions', 'pop3s'],
    violates: { submissions: ['imp-rfc4954-4-9'], pop3s: ['imp-rfc5034-4-8'] },
    patch: (Base) =>
      class extends Base {
        override initialResponse(mechanism: 'EXTERNAL' | 'PLAIN', user: string) {
          return mechanism === 'EXTERNAL' ? '' : super.initialResponse(mechanism, user)
        }
      },
  }),
]
