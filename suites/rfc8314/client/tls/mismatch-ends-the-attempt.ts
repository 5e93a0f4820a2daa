import { actionsInside, visitOf } from '../../../certificates/shown.ts'
import { anotherName } from '../../../certificates/names.ts'
import { clientCheck } from '../../../visit/client-check.ts'
import { outcomeText } from '../../../visit/encounter.ts'

export const mismatchEndsTheAttempt = clientCheck({
  id: 'rfc8314/client/mismatch-ends-the-attempt',
  roles: ['mua'],
  ports: 'any',
  decides: ['imp-rfc6125-6.6.4-1'],
  purpose: 'where the certificate names another host the attempt ends, and the user is told',
  async run(encounter) {
    const visit = await visitOf(anotherName, encounter)
    encounter.expect(actionsInside(visit, encounter).length === 0, 'the session goes on behind the wrong name')
    const { outcome } = visit
    encounter.seen(outcome.ended === 'by-us' ? 'hangs' : 'ends')
    encounter.expect(!outcome.success, `the client says that all went well: ${outcomeText(outcome)}`)
  },
})
