import { type CommandTemplate, readTemplate } from '../../harness/command-template.ts'
import type { AccountRequest, Request, ServerRequest, Task } from '../../harness/client.ts'
import { hostAndPort } from '../../harness/subject.ts'
import { usage } from '../../harness/usage.ts'

/** What the commands of all tasks can be told. */
const common = ['user', 'password', 'ca', 'cert', 'key', 'resolver', 'profile', 'out'] as const
const forServer = ['host', 'port', 'mode', 'message', 'from', 'to', ...common] as const
const forAccount = ['address', 'consent', 'reduced', ...common] as const

export type ClientPlaceholder = (typeof forServer)[number] | (typeof forAccount)[number]
export type ClientTemplate = CommandTemplate<ClientPlaceholder>

/** What is put into a file for the command, and what it writes to one. */
export const fileNames = {
  ca: 'ca.pem',
  cert: 'cert.pem',
  key: 'key.pem',
  message: 'message.eml',
  out: 'out',
} as const satisfies Partial<Record<ClientPlaceholder, string>>
export type FilePlaceholder = keyof typeof fileNames

/** What the command of a task may hold. */
export function placeholdersFor(task: Task): readonly ClientPlaceholder[] {
  return task === 'submit' || task === 'fetch' ? forServer : forAccount
}

/** Reads the command of a task. `where` is the option or the key that holds it. Throws `usage`. */
export function readClientTemplate(task: Task, text: string, where: string): ClientTemplate {
  const template = readTemplate<ClientPlaceholder>(text, { placeholders: placeholdersFor(task), where })
  if ((task !== 'submit' && task !== 'fetch') || template.uses('port')) return template
  throw usage(`expected {port} in ${where}: the client has to be told where to connect`)
}

/** What goes in for the placeholders: files by the paths that `pathOf` gives them. */
export function valuesFor(
  request: Request,
  pathOf: (name: FilePlaceholder) => string,
): Partial<Record<ClientPlaceholder, string>> {
  const { user, password, profile, resolver, clientCertificate } = request
  return {
    user,
    password,
    profile,
    ca: pathOf('ca'),
    out: pathOf('out'),
    ...(clientCertificate && { cert: pathOf('cert'), key: pathOf('key') }),
    ...(resolver && { resolver: hostAndPort(resolver) }),
    ...(isServerRequest(request) ? serverValues(request, pathOf) : accountValues(request)),
  }
}

export function isServerRequest(request: Request): request is ServerRequest {
  return request.task === 'submit' || request.task === 'fetch'
}

function serverValues({ host, port, mode, from, to }: ServerRequest, pathOf: (name: FilePlaceholder) => string) {
  return { host, port: String(port), mode, from, to, message: pathOf('message') }
}

function accountValues({ address, consent, reduced = false }: AccountRequest) {
  return { address, consent: yesOrNo(consent), reduced: yesOrNo(reduced) }
}

function yesOrNo(value: boolean): string {
  return value ? 'yes' : 'no'
}
