import type { Check } from '../../../../harness/check.ts'
import { serverHello } from '../../../../harness/hello/server-flight.ts'
import { actionsInside } from '../../../certificates/shown.ts'
import { withOldTls } from '../../../shortfall/old-tls.ts'
import { answerIn, answerText, byHand } from '../../../visit/by-hand.ts'
import { clientCheck, throwUnlessThrough } from '../../../visit/client-check.ts'
import { listed } from '../../../visit/commands.ts'
import type { Encounter } from '../../../visit/encounter.ts'
import type { Visit } from '../../../visit/visit.ts'

const old = [
  { version: 'TLSv1', text: 'TLS 1.0', name: 'tls-1-0', decides: 'imp-rfc8996-4-1' },
  { version: 'TLSv1.1', text: 'TLS 1.1', name: 'tls-1-1', decides: 'imp-rfc8996-5-1' },
] as const

/** What it makes of each server that has this old version only. */
async function visitsWithOld(version: (typeof old)[number]['version'], { meetsOnce }: Encounter): Promise<Visit[]> {
  const scripts = withOldTls({ minVersion: version, maxVersion: version })
  return await Promise.all(scripts.map((script, i) => meetsOnce(`${version} ${i}`, script)))
}

/** For each version that is forbidden, whether the client goes on with it when the server has nothing newer. */
export const oldVersionsRefused: readonly Check[] = old.map(({ version, text, name, decides }) =>
  clientCheck({
    id: `rfc8314/client/${name}-refused`,
    roles: ['mua'],
    ports: 'any',
    decides: [decides],
    withoutControl: true,
    purpose: `${text} is not negotiated`,
    async run(encounter) {
      const sessions = (await visitsWithOld(version, encounter)).flatMap((visit) => visit.sessions)
      const done = sessions.flatMap(({ tls }) => (tls?.version === version ? tls.suite : []))
      const suites = [...new Set(done)].join(', ')
      encounter.seen(suites ? 'negotiated' : 'refused')
      encounter.expect(!suites, `${text} is negotiated where the server has nothing newer: ${suites}`)
      await throwUnlessThrough(encounter)
    },
  }),
)

export const minimumWantsTls12 = clientCheck({
  id: 'rfc8314/client/minimum-wants-tls-1-2',
  roles: ['mua'],
  ports: 'any',
  decides: ['rfc8997-3-5'],
  withoutControl: true,
  purpose: 'for an account that demands TLS nothing is done over TLS 1.0 or TLS 1.1',
  async run(encounter) {
    for (const { version, text } of old) {
      const visits = await visitsWithOld(version, encounter)
      const actions = visits.flatMap((visit) => actionsInside(visit, encounter))
      encounter.expect(actions.length === 0, `over ${text} the client sends ${listed(actions)}`)
    }
    await throwUnlessThrough(encounter)
  },
})

/** What a client that has taken TLS 1.1 trips over: a message of no type, so that nobody waits. */
const nonsense = Buffer.from([22, 3, 2, 0, 4, 0xfe, 0, 0, 0])

export const answersOldHello = clientCheck({
  id: 'rfc8314/client/protocol-version-alert',
  roles: ['mua'],
  ports: 'any',
  decides: ['imp-rfc8996-5-5'],
  withoutControl: true,
  purpose: 'a ServerHello of TLS 1.1 draws the alert protocol_version',
  async run(encounter: Encounter) {
    const { meets, expect, seen } = encounter
    const hand = byHand(({ suites }) => {
      // one that every version has, where there is one
      const suite = suites.find(({ name }) => name.endsWith('_CBC_SHA')) ?? suites[0]
      return suite && Buffer.concat([serverHello('TLSv1.1', suite), nonsense])
    })
    await meets({ patches: hand.patch })
    const answer = answerIn(encounter, hand)
    const text = answerText(answer)
    seen(text)
    // an alert may be lost behind a reset
    if (answer.kind === 'ends' && answer.by === 'rst')
      encounter.inconclusive('no-alert', `to a ServerHello of TLS 1.1 the client ${text}`)
    const right = answer.kind === 'alert' && answer.name === 'protocol_version'
    expect(right, `a ServerHello of TLS 1.1 draws no protocol_version, but: ${text}`)
    await throwUnlessThrough(encounter)
  },
})
