import { expect, test } from 'vitest'
import type { Check } from '../harness/check.ts'
import { concerns } from '../harness/place.ts'
import { run } from '../harness/run.ts'
import { type Protocol, protocols } from '../harness/subject.ts'
import type { Change } from '../servers/bugs/bug.ts'
import { startReference } from '../servers/reference/start.ts'
import { allChecks } from './checks.ts'
import { isClientRole } from '../harness/place.ts'
import { accountsOthers } from './recordings/accounts.ts'
import { operatorOthers } from './recordings/operator.ts'
import { receivedOthers } from './recordings/received.ts'
import { rfc2595Others } from './recordings/rfc2595.ts'
import { rfc3207Others } from './recordings/rfc3207.ts'
import { tlsOthers } from './recordings/tls.ts'

const others: Record<string, Change> = {
  ...rfc3207Others,
  ...rfc2595Others,
  ...tlsOthers,
  ...accountsOthers,
  ...receivedOthers,
  ...operatorOthers,
}

const recording = allChecks.filter(({ kind, roles }) => kind === 'records' && !roles.some(isClientRole))

test.for(recording.map(({ id, purpose }) => ({ id, purpose })))('$id shows $purpose', async ({ id }) => {
  const check = recording.find((each) => each.id === id)!
  // by its whole id where suites have checks of one name
  const other = (others[id] ?? others[id.split('/').at(-1)!])!
  const place = placeFor(check, other)
  const seen = await seenOn(check, place)
  const seenElsewhere = await seenOn(check, place, other)
  expect(seen).toBeDefined()
  expect(seenElsewhere).toBeDefined()
  expect(seenElsewhere).not.toEqual(seen)
})

/** Where the check runs: the change's own endpoint if it concerns that, else the first one that it concerns. */
function placeFor(check: Check, { endpoint }: Change): Protocol | 'operator' {
  if (check.roles.includes('operator')) return 'operator'
  const concerned = (Object.keys(protocols) as Protocol[]).filter((protocol) =>
    concerns(check, { name: protocol, protocol, listeners: {} }),
  )
  return concerned.find((protocol) => protocol === endpoint) ?? concerned[0]!
}

async function seenOn(check: Check, place: Protocol | 'operator', change?: Change) {
  // the change is made to whatever is spoken to, whichever endpoint it was written for
  const patches = place === 'operator' ? change?.patches : { [place]: Object.values(change?.patches ?? {})[0] }
  await using subject = await startReference({
    ...(change && { change: { ...change, endpoint: place, patches: patches! } }),
    setUps: [...new Set([check.setUp, 'default' as const])],
    operator: place === 'operator',
  })
  const places = [place === 'operator' ? subject.operator!.name : place]
  const { results } = await run(subject, [check], { places })
  expect(results.map(({ verdict, reason }) => reason?.text ?? verdict)).toEqual(['pass'])
  return results[0]?.seen
}
