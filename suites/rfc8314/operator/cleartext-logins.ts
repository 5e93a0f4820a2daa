import type { OperatorContext } from '../../../harness/check.ts'
import type { Role } from '../../../harness/subject.ts'
import { check } from '../../check.ts'
import { judgeServers } from './judge.ts'
import { cleartextPasswords } from './passwords.ts'
import { serversOf } from './servers.ts'

export const cleartextLoginsGone = check({
  id: 'rfc8314/operator/cleartext-logins',
  roles: ['operator'],
  decides: ['rfc8314-4-10', 'rfc8314-4.1-lc1'],
  connections: 4,
  purpose: 'no server for users offers a login with a password without TLS',
  run: (context) => judgeCleartext(context),
})

export const imapCleartextLogins = check({
  id: 'rfc8314/operator/imap-cleartext-logins',
  roles: ['operator'],
  decides: ['imp-rfc3501-6.2.2-7'],
  connections: 4,
  purpose: 'no IMAP server permits a plaintext password without TLS',
  run: (context) => judgeCleartext(context, 'imap-server'),
})

export const submissionCleartextLogins = check({
  id: 'rfc8314/operator/submission-cleartext-logins',
  roles: ['operator'],
  decides: ['imp-rfc4954-4-31'],
  connections: 4,
  purpose: 'no submission server permits a plaintext password without TLS',
  run: (context) => judgeCleartext(context, 'submission-server'),
})

async function judgeCleartext(context: OperatorContext, role?: Role): Promise<void> {
  const servers = (await serversOf(context)).filter((server) => !server.implicitTls && (!role || server.role === role))
  if (servers.length === 0) context.notApplicable('no such server begins in cleartext')
  await judgeServers(context, servers, async (server) => {
    const ways = await cleartextPasswords(server)
    return ways.length > 0 ? `${server.name} takes passwords without TLS: ${ways.join(', ')}` : undefined
  })
}
