import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AccountRequest, Outcome, ServerRequest } from '../../../harness/client.ts'
import { serverIdentity } from '../../../harness/testing/identity.ts'
import type { SmallOptions } from '../../../harness/testing/small-server.ts'
import type { ServerTls } from '../../../harness/wire/tls-session.ts'
import { referenceClient, type ReferenceOptions } from '../client.ts'

/** The account of all tests. */
export const account = { user: 'user@example.test', password: 'correct horse' }

/** A server's certificate for `localhost`. */
export async function serverTls(): Promise<ServerTls> {
  const { cert, key } = await serverIdentity()
  return { cert, key }
}

/** What small servers are not able to say by themselves: enough to read a mailbox, and silence within a message. */
export function withMailbox(line: string): string | undefined {
  if (/^Subject: |^\.\.|^$/.test(line)) return ''
  if (line === 'STAT') return '+OK 2 320'
  return line.endsWith(' SELECT INBOX') ? '* 2 EXISTS\nTAG OK done' : undefined
}

/** The answers of a test before those. */
export function answering(answers: NonNullable<SmallOptions['answers']>): NonNullable<SmallOptions['answers']> {
  return (line, tls) => answers(line, tls) ?? withMailbox(line)
}

/** Lets the client meet a server at this port. */
export async function launch(
  request: Partial<ServerRequest> & Pick<ServerRequest, 'language' | 'mode' | 'port'>,
  options?: ReferenceOptions,
  signal = AbortSignal.timeout(5000),
): Promise<Outcome> {
  const { ca } = await serverIdentity()
  return await referenceClient(options).perform(
    {
      task: request.language === 'smtp' ? 'submit' : 'fetch',
      host: 'localhost',
      ...account,
      trust: ca,
      profile: '',
      message: 'Subject: test\r\n\r\n.a line that begins with a dot\r\n',
      from: 'user@example.test',
      to: 'somebody@example.test',
      ...request,
    },
    signal,
  )
}

/** A folder for a profile, and the tasks that are about accounts there. */
export async function withProfile(common: Partial<AccountRequest>, options?: ReferenceOptions) {
  const profile = await mkdtemp(join(tmpdir(), 'mailtls-profile-'))
  const { ca } = await serverIdentity()
  const run = async (task: AccountRequest['task'], more: Partial<AccountRequest> = {}): Promise<Outcome> =>
    await referenceClient(options).perform(
      { task, address: account.user, ...account, trust: ca, profile, consent: false, ...common, ...more },
      AbortSignal.timeout(5000),
    )
  return { run, [Symbol.asyncDispose]: async () => await rm(profile, { recursive: true }) }
}
