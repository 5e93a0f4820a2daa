import type { Connecting } from '../../../harness/check.ts'
import type { Account, Dialogue } from '../../../harness/dialogue/dialogue.ts'
import { logInPatiently } from '../../../harness/dialogue/temporary.ts'
import { isMailtlsError } from '../../../harness/errors.ts'
import { isDecision } from '../../../harness/verdict.ts'
import { check } from '../../check.ts'
import { negotiates } from '../tls/offer.ts'
import { judgeServers } from './judge.ts'
import { offersLoginAt } from './old-versions.ts'
import { cleartextPasswords } from './passwords.ts'
import { namedIn, serversOf } from './servers.ts'

/** A way to log in that new users are not to have. */
interface WeakWay {
  how: string
  open: () => Promise<Dialogue>
}

export const newAccounts = check({
  id: 'rfc8314/operator/new-accounts',
  roles: ['operator'],
  decides: ['rfc8997-3-2'],
  harms: ['cleartext-password'],
  connections: 4,
  purpose: 'the account, taken for a new one, is not let in without TLS 1.2 or later',
  async precondition(context) {
    const found: WeakWay[] = []
    await judgeServers(context, await serversOf(context), async (server) => {
      found.push(...(await weakWays(server)))
      return undefined
    })
    return found.length > 0
  },
  async run(context) {
    const account = context.account()
    const servers = namedIn(context)
    if (servers.length === 0) {
      context.inconclusive('servers-unknown', 'no password is sent where only DNS leads: name the servers by URLs')
    }
    await judgeServers(context, servers, async (server) => {
      const taken: string[] = []
      for (const { how, open } of await weakWays(server)) if (await isLetIn(open, account)) taken.push(how)
      return taken.length > 0 ? `${server.name} lets ${account.user} in ${taken.join(' and ')}` : undefined
    })
  },
})

async function weakWays(server: Connecting): Promise<WeakWay[]> {
  const ways: WeakWay[] = []
  if (!server.implicitTls && (await cleartextPasswords(server)).length > 0) {
    ways.push({ how: 'without TLS', open: () => server.connect() })
  }
  for (const version of ['TLSv1.1', 'TLSv1'] as const) {
    if (!(await negotiates(server, version)) || !(await offersLoginAt(server, version))) continue
    ways.push({
      how: `with ${version}`,
      open: () => server.connectSecurely({ minVersion: version, maxVersion: version }),
    })
  }
  return ways
}

async function isLetIn(open: WeakWay['open'], account: Account): Promise<boolean> {
  try {
    const dialogue = await open()
    const answer = await logInPatiently(dialogue, account)
    dialogue.close()
    return answer.accepted && answer.challenge === undefined
  } catch (error) {
    // it is not offered after all, or hanging up is how it is refused
    if (isDecision(error) || isMailtlsError(error, 'ended', 'closing')) return false
    throw error
  }
}
