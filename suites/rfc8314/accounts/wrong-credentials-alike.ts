import { check } from '../../check.ts'
import { compareRefusals } from './compare-refusals.ts'
import { loginCommand, plain } from './means.ts'

export const wrongCredentialsAlike = check({
  id: 'rfc8314/server/wrong-credentials-alike',
  roles: ['imap-server'],
  ports: 'any',
  decides: ['imp-rfc3501-11.2-1'],
  harms: ['failed-logins'],
  connections: 4,
  purpose: 'an unknown user draws the same refusal as a wrong password',
  async run({ connectSecurely, account, runId, expect }) {
    const password = `wrong-${runId}`
    const pair = [
      { user: account().user, password },
      { user: `nobody-${runId}`, password },
    ] as const
    const comparisons = await Promise.all(
      [plain, loginCommand].map((means) => compareRefusals(() => connectSecurely(), means, pair)),
    )
    for (const { means, difference: [known, unknown] = [] } of comparisons) {
      expect(known === unknown, `${means}: a wrong password draws "${known}", an unknown user "${unknown}"`)
    }
  },
})
