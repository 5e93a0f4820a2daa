import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import type { Mode } from '../../harness/client.ts'
import type { Language } from '../../harness/subject.ts'
import { hostileClients } from './catalogue.ts'
import { startHostileClient } from './start.ts'

const option = { type: 'string', default: '' } as const

/** A hostile client as a program of its own. */
const { values: told } = parseArgs({
  options: {
    name: option,
    language: option,
    mode: option,
    host: option,
    port: option,
    user: option,
    password: option,
    ca: option,
    cert: option,
    key: option,
  },
})
const read = (path: string) => readFileSync(path, 'utf8')
const hostile = hostileClients.find(({ name }) => name === told.name)!
const language = told.language as Language
const { exitCode } = await startHostileClient(hostile).perform(
  {
    task: language === 'smtp' ? 'submit' : 'fetch',
    language,
    mode: told.mode as Mode,
    host: told.host,
    port: Number(told.port),
    user: told.user,
    password: told.password,
    trust: read(told.ca),
    ...(told.cert !== '' && { clientCertificate: { cert: read(told.cert), key: read(told.key) } }),
    profile: '',
    from: 'sender@example.org',
    to: 'receiver@example.org',
    message: 'Subject: hostile\r\n\r\n',
  },
  new AbortController().signal,
)
process.exit(exitCode)
