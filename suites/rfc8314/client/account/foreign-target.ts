import { accountCheck } from '../../../visit/account-check.ts'
import { type AccountEncounter, triedBy, visitedBy } from '../../../visit/account-encounter.ts'
import { hosts } from '../../../visit/site.ts'

/** The account of a domain whose records are not signed, and lead to a server elsewhere; the user says no. */
async function foreignAccount({ stay, access }: AccountEncounter) {
  const { tls: protocol } = access
  const { establish } = await stay({
    // the attacker's certificate is good for the attacker's name
    servers: { in: { protocol, host: hosts.foreign, certificate: { names: { dns: [hosts.foreign] } } } },
    signed: false,
  })
  return await establish()
}

export const foreignTargetUnused = accountCheck({
  id: 'rfc8314/client/foreign-target-unused',
  decides: ['rfc8314-5.1-6'],
  purpose: 'an unsigned record that leads out of the domain is not relied upon',
  async run(encounter) {
    const tried = triedBy(await foreignAccount(encounter))
    encounter.expect(!tried.includes('in'), `the client logs in at ${hosts.foreign}, which an unsigned record names`)
  },
})

export const foreignTargetAsked = accountCheck({
  id: 'rfc8314/client/foreign-target-asked',
  decides: ['rfc8314-5.1-7'],
  purpose: 'the user is asked before a connection to a host outside the domain',
  async run(encounter) {
    const { client, seen, expect } = encounter
    const launch = await foreignAccount(encounter)
    seen(client.patterns.question?.test(launch.outcome.output) ? 'asked' : 'no question seen')
    expect(
      !visitedBy(launch).includes('in'),
      `the client connects to ${hosts.foreign}, though its user answers all questions with no`,
    )
  },
})
