import type { Check } from '../../../../harness/check.ts'
import { wrongNames } from '../../../certificates/names.ts'
import { faultyPaths } from '../../../certificates/path.ts'
import type { Presented } from '../../../certificates/presented.ts'
import { visitsOf } from '../../../certificates/shown.ts'
import { clientCheck } from '../../../visit/client-check.ts'
import type { Command } from '../../../visit/commands.ts'
import type { Encounter } from '../../../visit/encounter.ts'

/** RFC 4954, section 14 speaks of PLAIN alone, RFC 5034, section 4 of every mechanism that shows the password. */
const mechanisms = { smtp: /^AUTH PLAIN\b/i, pop3: /^AUTH (PLAIN|LOGIN)\b/i } as const

function plainAmong(commands: readonly Command[], { language }: Encounter): Command[] {
  return language === 'imap' ? [] : commands.filter(({ text }) => mechanisms[language].test(text))
}

const families = [
  {
    name: 'path',
    what: 'fails path validation',
    presented: faultyPaths,
    submission: 'imp-rfc4954-14-1',
  },
  {
    name: 'name',
    what: 'does not name the host',
    // RFC 6125, section 6.4.3 only advises against wildcards
    presented: wrongNames.filter(({ name }) => !name.startsWith('wildcard')),
    submission: 'imp-rfc4954-14-3',
  },
] as const satisfies readonly { name: string; what: string; presented: readonly Presented[]; submission: string }[]

/** No certificate that has to be refused is followed by a password: the launches are those of the checks of each kind. */
export const plainWithoutVerification: readonly Check[] = families.map(({ name, what, presented, submission }) =>
  clientCheck({
    id: `rfc8314/client/no-plain-behind-wrong-${name}`,
    roles: ['mua'],
    ports: 'any',
    languages: ['smtp', 'pop3'],
    decides: {
      submission: [submission],
      submissions: [submission],
      pop3: ['imp-rfc5034-4-25'],
      pop3s: ['imp-rfc5034-4-25'],
    },
    purpose: `no plaintext mechanism is used behind a certificate that ${what}`,
    async run(encounter) {
      const { inside } = await encounter.ordinary()
      if (plainAmong(inside, encounter).length === 0) {
        encounter.notApplicable(
          encounter.language === 'smtp'
            ? 'the client does not log in by PLAIN'
            : 'the client uses no plaintext mechanism of SASL',
        )
      }
      for (const each of presented) {
        const behind = (await visitsOf(each, encounter)).flatMap((visit) => plainAmong(visit.inside, encounter))
        encounter.expect(behind.length === 0, `a plaintext mechanism is used behind a certificate that ${each.what}`)
      }
    },
  }),
)
