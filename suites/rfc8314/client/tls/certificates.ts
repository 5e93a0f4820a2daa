import type { Check } from '../../../../harness/check.ts'
import { rightNames, wrongNames } from '../../../certificates/names.ts'
import { faultyPaths } from '../../../certificates/path.ts'
import { byRfc7817, type Presented } from '../../../certificates/presented.ts'
import { actionsInside, expectAccepted, visitsOf } from '../../../certificates/shown.ts'
import { clientCheck } from '../../../visit/client-check.ts'
import { listed } from '../../../visit/commands.ts'

const chain: Presented = {
  name: 'intermediate',
  what: 'was issued by an intermediate authority, which is sent along',
  decides: byRfc7817,
  certificates: () => ['intermediate'],
}

/** For each kind of certificate that is not to be accepted: nobody logs in behind it. */
const refused = [...faultyPaths, ...wrongNames].map((presented) =>
  clientCheck({
    id: `rfc8314/client/certificate-${presented.name}`,
    roles: ['mua'],
    ports: 'any',
    decides: presented.decides,
    purpose: `a certificate that ${presented.what} is refused`,
    async run(encounter) {
      for (const visit of await visitsOf(presented, encounter)) {
        const actions = actionsInside(visit, encounter)
        encounter.expect(
          actions.length === 0,
          `behind a certificate that ${presented.what} it sends ${listed(actions)}`,
        )
      }
    },
  }),
)

/** For each kind of certificate that no client may refuse: the client gets through. */
const accepted = [...rightNames, chain].map((presented) =>
  clientCheck({
    id: `rfc8314/client/certificate-${presented.name}`,
    roles: ['mua'],
    ports: 'any',
    decides: presented.decides,
    purpose: `a certificate that ${presented.what} is accepted`,
    async run(encounter) {
      for (const visit of await visitsOf(presented, encounter)) {
        await expectAccepted(presented, visit, encounter)
      }
    },
  }),
)

/** A check for each kind of certificate, whatever is wrong with it, or nothing. */
export const certificates: readonly Check[] = [...refused, ...accepted]
