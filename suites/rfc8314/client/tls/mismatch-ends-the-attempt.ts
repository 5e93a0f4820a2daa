import { actionsInside, visitOf } from '../../../certificates/shown.ts'
import { anotherName } from '../../../certificates/names.ts'
import type { Outcome } from '../../../../harness/client.ts'
import { clientCheck } from '../../../visit/client-check.ts'
import { outcomeText } from '../../../visit/endings.ts'

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
    const told = !outcome.success || saysMore(outcome, (await encounter.ordinary()).outcome)
    encounter.expect(told, `the client says that all went well: ${outcomeText(outcome)}`)
  },
})

/** Whether its output has a line that the other has not, numbers apart: some have no exit code for it, and tell in words. */
function saysMore(outcome: Outcome, usual: Outcome): boolean {
  const [lines, known] = [outcome, usual].map(({ output }) => output.replaceAll(/\d+/g, '0').split(/\r?\n/))
  return lines!.some((line) => line.trim() !== '' && !known!.includes(line))
}
