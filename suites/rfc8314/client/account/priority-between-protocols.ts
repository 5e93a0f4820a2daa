import { accountCheck } from '../../../visit/account-check.ts'
import { type AccountEncounter, bothOf, enteredBy, visitedBy } from '../../../visit/account-encounter.ts'

export const priorityBetweenProtocols = accountCheck({
  id: 'rfc8314/client/priority-between-protocols',
  decides: ['imp-rfc6186-3.4-2'],
  purpose: 'between IMAP and POP3 the lower priority number decides',
  connections: 2,
  async run(encounter) {
    const { stay, expectDone } = encounter
    const { imap, pop3 } = bothOf(encounter)
    for (const preferred of ['imap', 'pop3']) {
      const { establish } = await stay({
        servers: {
          imap: { protocol: imap.tls, priority: preferred === 'imap' ? 0 : 10 },
          pop3: { protocol: pop3.tls, priority: preferred === 'pop3' ? 0 : 10 },
        },
      })
      const entered = enteredBy(await establish())
      expectDone(
        entered.includes(preferred),
        `the client does not use ${preferred}, which has the lower priority number`,
      )
    }
  },
})

/** Rounds in which both set-ups follow the weights by chance less than once in 10^9, if each flips a coin: 4^-15. */
const rounds = 15

export const weightBetweenProtocols = accountCheck({
  id: 'rfc8314/client/weight-between-protocols',
  decides: ['imp-rfc6186-3.4-3'],
  purpose: 'between IMAP and POP3 of the same priority weights do not decide',
  connections: 2,
  async run(encounter) {
    const { expect, seen } = encounter
    let followed = 0
    while (followed < rounds && (await followsWeight(encounter))) followed++
    seen(followed === 0 ? 'not by weight' : 'by chance')
    expect(followed < rounds, `in ${rounds} times two set-ups the client used the protocol with the greater weight`)
  },
})

/** Whether two set-ups, in each of which one protocol has nearly all the weight, both use that. */
async function followsWeight(encounter: AccountEncounter): Promise<boolean> {
  const { imap, pop3 } = bothOf(encounter)
  const heavy = ['imap', 'pop3']
  const used = await Promise.all(
    heavy.map(async (heavier) => {
      const { launch } = await encounter.stay({
        servers: {
          imap: { protocol: imap.tls, weight: heavier === 'imap' ? 65535 : 0 },
          pop3: { protocol: pop3.tls, weight: heavier === 'pop3' ? 65535 : 0 },
        },
      })
      const access = (names: readonly string[]) => names.find((name) => heavy.includes(name))
      return access(visitedBy(await launch('set-up'))) ?? access(visitedBy(await launch('connect')))
    }),
  )
  if (used.includes(undefined)) encounter.inconclusive('control-failed', 'the client used neither IMAP nor POP3')
  return heavy.every((heavier, index) => used[index] === heavier)
}
