import { expect, test } from 'vitest'
import type { ClientChange } from '../clients/bugs/bug.ts'
import type { Check } from '../harness/check.ts'
import { concerns, placesOf } from '../harness/place.ts'
import { run } from '../harness/run.ts'
import { allChecks } from './checks.ts'
import { isClientRole } from '../harness/place.ts'
import { referenceClientSubject } from './client-subject.ts'
import { accountClientOthers } from './recordings/clients-account.ts'
import { injectionOthers } from './recordings/clients-injection.ts'
import { minimumOthers } from './recordings/clients-minimum.ts'
import { tlsClientOthers } from './recordings/clients-tls.ts'
import { upgradeOthers } from './recordings/clients-upgrade.ts'

const others: Record<string, ClientChange> = {
  ...upgradeOthers,
  ...minimumOthers,
  ...injectionOthers,
  ...tlsClientOthers,
  ...accountClientOthers,
}

const recording = allChecks.filter(({ kind, roles }) => kind === 'records' && roles.some(isClientRole))

/** By its whole id where suites have checks of one name. */
const otherFor = (id: string): ClientChange | undefined => others[id] ?? others[id.split('/').at(-1)!]

test.for(recording.map(({ id, purpose }) => ({ id, purpose })))('$id shows $purpose', async ({ id }) => {
  const check = recording.find((each) => each.id === id)!
  const other = otherFor(id)
  expect(other, `a client on which ${id} sees something else`).toBeDefined()
  const seen = await seenOn(check)
  const seenElsewhere = await seenOn(check, other)
  expect(seen).toBeDefined()
  expect(seenElsewhere).toBeDefined()
  expect(seenElsewhere).not.toEqual(seen)
})

/** What it sees of the client, or of a changed one: where the change was made, else in the first place it concerns. */
async function seenOn(check: Check, change?: ClientChange) {
  const subject = referenceClientSubject(change)
  const names = placesOf(subject)
    .filter((place) => concerns(check, place))
    .map(({ name }) => name)
  const wanted = otherFor(check.id)!.place
  const { results } = await run(subject, [check], { places: [names.find((name) => name === wanted) ?? names[0]!] })
  expect(results.map(({ verdict, reason }) => reason?.text ?? verdict)).toEqual(['pass'])
  return results[0]?.seen
}
