import type { Mode } from '../../../../harness/client.ts'
import { withOldTls } from '../../../shortfall/old-tls.ts'
import { withoutStarttls } from '../../../shortfall/patches.ts'
import { nothingRight } from '../../../upgrade/nothing-right.ts'
import { patternOf } from '../../../visit/account-check.ts'
import { clientCheck } from '../../../visit/client-check.ts'
import type { Script } from '../../../visit/encounter.ts'

export const confidentialityShown = clientCheck({
  id: 'rfc8314/client/confidentiality-shown',
  roles: ['mua'],
  ports: 'any',
  decides: ['rfc8314-5-6'],
  purpose: 'the user is told that a connection is confidential',
  async run(encounter) {
    const { outcome } = await encounter.ordinary()
    const shown = patternOf(encounter, 'confidential').test(outcome.output)
    encounter.expect(
      shown,
      'inside TLS, with a valid certificate, the user is not told that the connection is confidential',
    )
  },
})

interface Deceptive {
  name: string
  what: string
  /** where less than the minimum will do, too */
  modes: readonly Mode[]
  /** what the client meets, each in a launch of its own */
  scripts: readonly Script[]
}

const demanding = ['implicit', 'starttls-required'] as const
const bait = { authBeforeTls: true }

/** Connections that are not confidential (RFC 8997, section 3). */
const deceptive: readonly Deceptive[] = [
  {
    name: 'without-tls',
    what: 'without TLS',
    modes: ['starttls-if-possible', 'cleartext'],
    scripts: [{ patches: withoutStarttls }],
  },
  {
    name: 'with-old-tls',
    what: 'with TLS 1.1',
    modes: [...demanding, 'starttls-if-possible'],
    scripts: withOldTls(),
  },
  {
    name: 'without-validation',
    what: 'with a certificate that is not valid',
    modes: [...demanding, 'starttls-if-possible'],
    scripts: [{ certificate: nothingRight }],
  },
]

/** For each of them: nobody is told that it is. */
export const confidentialityNotShown = deceptive.map(({ name, what, modes, scripts }) =>
  clientCheck({
    id: `rfc8314/client/confidentiality-not-shown-${name}`,
    roles: ['mua'],
    ports: name === 'without-tls' ? 'starttls' : 'any',
    orIfPossible: true,
    decides: ['rfc8997-3-3'],
    purpose: `the user is not told that a connection ${what} is confidential`,
    async run(encounter) {
      const { meets, client, language, implicitTls, expect, notApplicable } = encounter
      const spoken = modes.filter(
        (mode) => client.speaks[language]?.includes(mode) && (mode === 'implicit') === implicitTls,
      )
      if (spoken.length === 0) notApplicable('the client has no mode for it')
      const pattern = patternOf(encounter, 'confidential')
      const visits = await Promise.all(
        spoken.flatMap((mode) => scripts.map((script) => meets({ ...script, settings: bait, request: { mode } }))),
      )
      for (const { outcome } of visits) {
        expect(!pattern.test(outcome.output), `the user is told that a connection ${what} is confidential`)
      }
    },
  }),
)
