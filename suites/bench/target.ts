import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Check } from '../../harness/check.ts'
import { optionWords } from '../../harness/shell-words.ts'
import { type Listener, type Protocol, protocols, type Subject, urlOf } from '../../harness/subject.ts'
import { allChecks } from '../checks.ts'

/** The checks of servers that are about injection, in this language. */
export function injectionChecks(protocol: Protocol): Check[] {
  const { role } = protocols[protocol]
  return allChecks.filter(({ id, roles }) => id.includes('/server/injection-') && roles.includes(role))
}

/** One endpoint of a subject that runs. */
export interface Target {
  subject: Subject
  protocol: Protocol
  listener: Listener
}

/** How `mailtls certify` is called to run these checks there. Dispose it to remove the file with the authority. */
export async function certifyArguments(
  { subject, protocol, listener }: Target,
  checks: readonly string[],
): Promise<{ args: string[]; env: NodeJS.ProcessEnv } & AsyncDisposable> {
  const folder = await mkdtemp(join(tmpdir(), 'mailtls-bench-'))
  const ca = join(folder, 'ca.pem')
  await writeFile(ca, subject.trust ?? '')
  const { user, password } = subject.account!
  const args = [
    'certify',
    urlOf(protocol, listener),
    '--allow-undecided',
    ...optionWords('--reporter', 'json'),
    ...optionWords('--ca', ca),
    ...optionWords('--user', user),
    ...optionWords('--password-env', 'PASSWORD'),
    ...optionWords('--server-name', subject.serverName),
    ...checks.flatMap((id) => ['--check', id]),
  ]
  const remove = async () => await rm(folder, { recursive: true, force: true })
  return { args, env: { PASSWORD: password }, [Symbol.asyncDispose]: remove }
}
