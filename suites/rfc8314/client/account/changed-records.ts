import { accountCheck } from '../../../visit/account-check.ts'
import { type AccountEncounter, askedFor, enteredBy, visitedBy } from '../../../visit/account-encounter.ts'
import { hosts } from '../../../visit/site.ts'

/** An account, and what comes of it when the records of its domain name another server and the first one still works. */
async function afterChange({ stay, access, inconclusive }: AccountEncounter, signed: boolean) {
  const { tls: protocol } = access
  const { establish, publish, launch } = await stay({
    servers: { first: { protocol }, second: { protocol, host: hosts.other } },
    published: ['first'],
    signed,
  })
  if (!enteredBy(await establish()).includes('first')) {
    inconclusive(
      'control-failed',
      `the client does not use ${hosts.usual}, which ${signed ? 'a' : 'an un'}signed record names`,
    )
  }
  publish({ servers: ['second'], signed })
  return await launch('connect')
}

export const changedRecordsUnfollowed = accountCheck({
  id: 'rfc8314/client/changed-records-unfollowed',
  decides: ['rfc8314-5.1-8'],
  purpose: 'unsigned SRV records do not decide at each connection which server is used',
  async run(encounter) {
    const launch = await afterChange(encounter, false)
    encounter.expect(
      !visitedBy(launch).includes('second'),
      `the client goes to ${hosts.other} as soon as an unsigned record names it`,
    )
  },
})

export const srvLookedUpLater = accountCheck({
  id: 'rfc8314/client/srv-looked-up-later',
  records: ['rfc8314-5.1-9'],
  purpose: 'whether SRV records are looked at again later, and followed where they are signed',
  async run(encounter) {
    const launch = await afterChange(encounter, true)
    const { tls, starttls } = encounter.access
    const asked = askedFor(launch, tls) || askedFor(launch, starttls)
    encounter.seen(asked ? 'looked at' : 'left alone', { followed: visitedBy(launch).includes('second') })
  },
})
