import { accountCheck, patternOf } from '../../../visit/account-check.ts'
import { type AccountEncounter, type Stay, triedBy } from '../../../visit/account-encounter.ts'
import { withoutTls } from '../../../visit/site.ts'

/** A provider without TLS. */
async function stayWithoutTls({ stay, access, submission }: AccountEncounter): Promise<Stay> {
  return await stay({
    servers: {
      in: { protocol: access.starttls, ...withoutTls },
      ...(submission && { out: { protocol: 'submission', ...withoutTls } }),
    },
  })
}

/** What the user of an account without TLS is asked, he answers with yes. */
const asked = { consent: true, reduced: true }

export const warningBeforeCleartext = accountCheck({
  id: 'rfc8314/client/warning-before-cleartext',
  decides: ['rfc8314-5.1-4'],
  purpose: 'who chooses an account without TLS is warned before a login',
  async run(encounter) {
    const { expect, seen } = encounter
    const { establish } = await stayWithoutTls(encounter)
    const launch = await establish(asked)
    const tried = triedBy(launch, 'cleartext')
    seen(tried.length > 0 ? 'logs in' : 'does without')
    if (tried.length === 0) return
    expect(
      patternOf(encounter, 'warning').test(launch.outcome.output),
      `the client logs in without TLS (${tried.join(', ')}) and does not warn its user`,
    )
  },
})

export const warningBeforeTest = accountCheck({
  id: 'rfc8314/client/warning-before-test',
  decides: ['rfc8314-5.1-lc2'],
  purpose: 'before a login is tried out without TLS, the user is warned that the password may be exposed',
  async run(encounter) {
    const { expect, seen } = encounter
    const { launch } = await stayWithoutTls(encounter)
    const setUp = await launch('set-up', asked)
    const tried = triedBy(setUp, 'cleartext')
    seen(tried.length > 0 ? 'tries the login out' : 'tries no login out')
    if (tried.length === 0) return
    expect(
      patternOf(encounter, 'warning').test(setUp.outcome.output),
      `the client tries the login out without TLS (${tried.join(', ')}) and does not warn its user`,
    )
  },
})
