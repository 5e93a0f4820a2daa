import { existsSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { isMailtlsError, MailtlsError } from '../../harness/errors.ts'
import { operatorFrom } from '../../harness/operator.ts'
import type { Subject } from '../../harness/subject.ts'
import { allChecks } from '../../suites/checks.ts'
import { lookAround } from '../../suites/claims/look-around.ts'
import { ledger } from '../../suites/ledger.ts'
import { configText } from '../init/config-text.ts'
import type { Visited } from '../init/visited.ts'
import { summaryLines } from '../init/summary.ts'
import { endpointsOf, publishedBy } from '../init/targets.ts'
import { listenForInterruption } from '../interruption.ts'
import { readCertificates } from '../options/account.ts'
import { reporterOf } from '../options/reporters.ts'
import { complain, print, printJson, printLines } from '../output.ts'
import { usage, wholeNumber } from '../../harness/usage.ts'
import { writeDocument } from '../write-document.ts'

/** The options of `mailtls init` as commander hands them over. */
export interface InitFlags {
  port?: string[]
  domain?: string
  resolver?: string
  ca?: string
  serverName?: string
  output?: string
  force?: true
  timeout?: string
  reporter?: string
}

/** `mailtls init`: says hello to a server and writes what it found as a configuration; the exit code. */
export async function initCommand(host: string | undefined, flags: InitFlags): Promise<number> {
  const { output = 'mailtls.yaml', force, ca, serverName } = flags
  const reporter = reporterOf(flags.reporter)
  const timeoutMs = flags.timeout === undefined ? 5000 : wholeNumber('--timeout', flags.timeout)
  const operator = operatorFrom(flags)
  const trust = ca === undefined ? undefined : readCertificates(ca)
  const named = host === undefined ? undefined : endpointsOf(host, flags.port)
  if (!named && !operator) throw usage('expected a host such as mail.example.org, or --domain, found none')
  if (!named && flags.port) throw usage('expected a host together with --port')
  if (output === '-' && reporter === 'json')
    throw usage('expected --output FILE with --reporter json: stdout has room for one')
  if (output !== '-' && !force && existsSync(output)) {
    throw usage(`expected no file at ${output}: --force overwrites it, --output names another one`)
  }
  using interruption = listenForInterruption()
  const { signal } = interruption
  try {
    const endpoints = named ?? (await publishedBy(operator!, { timeoutMs, signal }))
    const subject: Subject = { name: host ?? operator!.name, endpoints, trust, serverName, allow: [], arguments: '' }
    const visited: Visited[] = await Promise.all(
      endpoints.map(async (endpoint) => ({
        endpoint,
        sight: await lookAround(subject, endpoint, { timeoutMs, signal }),
      })),
    )
    signal.throwIfAborted()
    if (visited.every(({ sight }) => sight.problem)) throw nobody(subject.name, visited)
    const text = configText({
      name: subject.name,
      visited,
      operator,
      ca,
      serverName,
      output,
      checks: allChecks,
      ledger,
    })
    if (output === '-') await print(text)
    else await writeDocument(dirname(output), basename(output), text, { what: 'the configuration' })
    if (reporter === 'json') await printJson(told(output, visited))
    else if (output !== '-') await printLines(summaryLines(output, visited))
    return 0
  } catch (error) {
    if (interruption.exitCode === undefined || !isMailtlsError(error, 'interrupted')) throw error
    complain('interrupted before anything was written')
    return interruption.exitCode
  }
}

function nobody(name: string, visited: readonly Visited[]): MailtlsError {
  const tried = visited.map(({ endpoint, sight }) => `\n${endpoint.name}: ${sight.problem?.text ?? ''}`)
  const found = visited.length > 0 ? 'found none' : 'and DNS names none'
  return new MailtlsError('unreachable', `expected a mail server that answers at ${name}, ${found}${tried.join('')}`)
}

function told(file: string, visited: readonly Visited[]) {
  return {
    schema: 'mailtls/init/1',
    file,
    endpoints: visited.map(({ endpoint, sight }) => ({
      endpoint: endpoint.name,
      answers: !sight.problem,
      ...(sight.problem && { reason: sight.problem }),
      ...(sight.versions && { tls: sight.versions }),
      ...(sight.session && { trusted: !sight.session.authorizationError }),
    })),
  }
}
