import { accountCheck } from '../../../visit/account-check.ts'
import { enteredBy } from '../../../visit/account-encounter.ts'

export const serviceNotOffered = accountCheck({
  id: 'rfc8314/client/service-not-offered',
  decides: ['imp-rfc6186-3.4-4'],
  purpose: 'a record with the target "." says that a service is not offered, and the others are used',
  async run({ stay, access, otherAccess, expect, expectDone, notApplicable }) {
    const upgrades = access.knowsStarttls && access.knowsImplicitTls
    if (!upgrades && !otherAccess) notApplicable('the client has no other service to use')
    const { establish } = await stay({
      servers: {
        ...(upgrades && { starttls: { protocol: access.starttls, priority: 10 } }),
        ...(otherAccess && { other: { protocol: otherAccess.tls, priority: 20 } }),
      },
      notOffered: [access.tls],
    })
    const launch = await establish()
    expect(
      !launch.questions.some(({ name, type }) => name === '.' && type.startsWith('A')),
      'the client looks for a host "."',
    )
    expectDone(
      enteredBy(launch).some((name) => name === 'starttls' || name === 'other'),
      `the client uses no other service where ${access.tls} is not offered`,
    )
  },
})
