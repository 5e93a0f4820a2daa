import { clientCheck, throwUnlessThrough } from '../../visit/client-check.ts'
import type { Visit } from '../../visit/visit.ts'

export const ehloFirstInsideTls = clientCheck({
  id: 'rfc3207/client/ehlo-first-inside-tls',
  roles: ['smtp-client', 'mua'],
  languages: ['smtp'],
  orIfPossible: true,
  decides: ['rfc3207-4.2-3'],
  purpose: 'the first command inside TLS is EHLO',
  // who leaves it out does not get through to everybody
  withoutControl: true,
  async run(encounter) {
    // who leaves at once has made no use of TLS; each session begins anew
    const firstIn = ({ sessions }: Visit) => {
      const verbs = sessions.flatMap(({ inside: [first] }) => (first && first.verb !== 'QUIT' ? first.verb : []))
      return verbs.find((verb) => verb !== 'EHLO') ?? verbs[0]
    }
    const usual = firstIn(await encounter.ordinary())
    // who goes by what was listed before may have found no login there
    const first = usual ?? firstIn(await encounter.meets({ settings: { authBeforeTls: true } }))
    if (first === undefined) await throwUnlessThrough(encounter)
    encounter.expect(first === 'EHLO', `the first command inside TLS is ${first}`)
  },
})
