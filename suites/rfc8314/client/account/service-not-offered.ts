import { accountCheck } from '../../../visit/account-check.ts'
import { enteredBy } from '../../../visit/account-encounter.ts'

export const serviceNotOffered = accountCheck({
  id: 'rfc8314/client/service-not-offered',
  decides: ['imp-rfc6186-3.4-4'],
  purpose: 'a record with the target "." says that a service is not offered, and the others are used',
  async run({ stay, client, access, otherAccess, expect, notApplicable }) {
    const upgrades = client.speaks[access.language]?.includes('starttls-required') ?? false
    if (!upgrades && !otherAccess) notApplicable('the client has no other service to use')
    const { establish } = await stay({
      servers: {
        ...(upgrades && { starttls: { protocol: access.starttls, priority: 10 } }),
        ...(otherAccess && { other: { protocol: otherAccess.implicit, priority: 20 } }),
      },
      notOffered: [access.implicit],
    })
    const launch = await establish()
    expect(
      !launch.questions.some(({ name, type }) => name === '.' && /^A/.test(type)),
      'the client looks for a host "."',
    )
    expect(
      enteredBy(launch).some((name) => name === 'starttls' || name === 'other'),
      `the client uses no other service where ${access.implicit} is not offered`,
    )
  },
})
