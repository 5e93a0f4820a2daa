import { accountCheck } from '../../../visit/account-check.ts'
import { type AccountEncounter, enteredBy, visitedBy } from '../../../visit/account-encounter.ts'
import { hosts } from '../../../visit/site.ts'

/** Set-ups in which a conforming client takes the record without weight twice less than once in 10^9: 3 / 65536^2. */
const setUps = 3

export const srvOrder = accountCheck({
  id: 'rfc8314/client/srv-order',
  decides: ['imp-rfc6186-4-1'],
  purpose: 'among the records of a service the lowest priority number is used first, then weights decide',
  connections: 4,
  async run(encounter) {
    const { expectDone } = encounter
    const [byPriority, ...byWeight] = await Promise.all([
      used(encounter, { spare: { priority: 10, weight: 65535 }, first: { priority: 0, weight: 0 } }),
      ...Array.from({ length: setUps }, () =>
        used(encounter, { spare: { priority: 0, weight: 0 }, first: { priority: 0, weight: 65535 } }),
      ),
    ])
    expectDone(byPriority === 'first', 'the client does not use the record with the lowest priority number')
    const astray = byWeight.filter((name) => name !== 'first').length
    expectDone(
      astray < 2,
      `in ${astray} of ${setUps} set-ups the client used the record of weight 0 beside one of 65535`,
    )
  },
})

type Ranks = Record<'spare' | 'first', { priority: number; weight: number }>

/** Which server a new account uses; the answer of DNS lists the spare one first. */
async function used({ stay, access }: AccountEncounter, ranks: Ranks): Promise<string | undefined> {
  const { tls: protocol } = access
  const { launch } = await stay({
    servers: { spare: { protocol, host: hosts.other, ...ranks.spare }, first: { protocol, ...ranks.first } },
  })
  const among = (names: readonly string[]) => names.find((name) => name === 'spare' || name === 'first')
  const setUp = await launch('set-up')
  return among(enteredBy(setUp)) ?? among(visitedBy(setUp)) ?? among(visitedBy(await launch('connect')))
}
