import { accountCheck } from '../../../visit/account-check.ts'
import { triedBy } from '../../../visit/account-encounter.ts'
import { type ServerScript, withoutTls } from '../../../visit/site.ts'

export const noLoginTestWithoutTls = accountCheck({
  id: 'rfc8314/client/no-login-test-without-tls',
  decides: ['rfc8314-5.1-5'],
  purpose: 'no login is tried out during set-up where there is no TLS session that meets the minimum',
  connections: 3,
  async run({ stay, access, submission, expect }) {
    const cleartextOut: Record<string, ServerScript> = submission
      ? { out: { protocol: 'submission', ...withoutTls } }
      : {}
    const sites = {
      'without TLS': { in: { protocol: access.starttls, ...withoutTls }, ...cleartextOut },
      'whose certificate is not trusted': {
        in: { protocol: access.tls, certificate: 'untrusted-root' },
        ...(submission && { out: { protocol: submission.tls, certificate: 'untrusted-root' } }),
      },
      'whose certificate names another host': {
        in: { protocol: access.starttls, certificate: { names: { dns: ['mail.example.com'] } } },
        ...cleartextOut,
      },
    } satisfies Record<string, Record<string, ServerScript>>
    await Promise.all(
      Object.entries(sites).map(async ([title, servers]) => {
        const { launch } = await stay({ servers })
        const tried = triedBy(await launch('set-up'))
        expect(tried.length === 0, `during set-up the client tries a login out at a server ${title}`)
      }),
    )
  },
})
