import { accountCheck } from '../../../visit/account-check.ts'
import { type AccountEncounter, endOf, enteredBy } from '../../../visit/account-encounter.ts'
import { address } from '../../../visit/site.ts'

const localPart = address.slice(0, address.indexOf('@'))

export const addressFirst = accountCheck({
  id: 'rfc8314/client/address-first',
  decides: ['imp-rfc6186-4-4'],
  purpose: 'the first user name that is tried is the whole address',
  async run({ ordinary, expect }) {
    const [first] = (await ordinary()).users
    expect(first?.user === address, `the first user name is ${first?.user}`)
  },
})

/** An account on servers that know the local part only. */
async function accountByLocalPart({ stay, access, submission }: AccountEncounter) {
  return await stay({
    servers: {
      in: { protocol: access.tls, user: localPart },
      ...(submission && { out: { protocol: submission.tls, user: localPart } }),
    },
  })
}

export const localPartNext = accountCheck({
  id: 'rfc8314/client/local-part-next',
  decides: ['imp-rfc6186-4-5'],
  purpose: 'after a refusal of the whole address the part before the @ is tried',
  async run(encounter) {
    const { establish } = await accountByLocalPart(encounter)
    const launch = await establish()
    const names = launch.users.filter(({ server }) => server === 'in').map(({ user }) => user)
    encounter.expectDone(
      names.includes(localPart),
      `the client tried ${[...new Set(names)].join(', ')} only: ${endOf(launch)}`,
    )
  },
})

export const detailsKept = accountCheck({
  id: 'rfc8314/client/details-kept',
  decides: ['imp-rfc6186-4-7'],
  purpose: 'what has worked is used again: the same server, and the same user name at once',
  async run(encounter) {
    const { expect, expectDone, notApplicable } = encounter
    const { establish, launch } = await accountByLocalPart(encounter)
    const before = await establish()
    if (!enteredBy(before).includes('in')) notApplicable(`no user name worked: ${endOf(before)}`)
    const [again] = (await launch('connect')).users.filter(({ server }) => server === 'in')
    expectDone(again !== undefined, 'the client does not come back to the server that worked')
    expect(again?.user === localPart, `the client tries ${again?.user} again, which was refused, before ${localPart}`)
  },
})
