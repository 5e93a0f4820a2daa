import { readFileSync } from 'node:fs'
import { X509Certificate } from 'node:crypto'
import type { Account } from '../../harness/dialogue/dialogue.ts'
import { usage } from '../usage.ts'

/** The account that the options name; undefined when they name none. */
export function accountFrom({ user, passwordEnv }: { user?: string; passwordEnv?: string }): Account | undefined {
  if (user === undefined && passwordEnv === undefined) return undefined
  if (passwordEnv === undefined)
    throw usage('expected --password-env with --user: the variable that holds the password')
  if (user === undefined) throw usage('expected --user with --password-env: the name of the account')
  return { user, password: passwordIn(passwordEnv) }
}

export function passwordIn(variable: string): string {
  const password = process.env[variable]
  if (password) return password
  const found = password === undefined ? 'it is not set' : 'it is empty'
  throw usage(`expected the password in the environment variable ${variable}, but ${found}`)
}

/** An address to send test mail to; it goes into SMTP commands, so nothing but an address may be in it. */
export function mailboxFrom(text: string, where = '--mailbox'): string {
  if (/^[^\s<>@]+@[^\s<>@]+$/.test(text)) return text
  throw usage(`expected an address such as mailbox@example.org for ${where}, found "${text}"`)
}

/** Reads certificates in PEM. */
export function readCertificates(file: string, where = '--ca'): string {
  const pem = readText(file, `a file of certificates for ${where}`)
  if (!isCertificate(pem)) throw usage(`expected certificates in PEM for ${where}, but ${file} holds none`)
  return pem
}

function isCertificate(pem: string): boolean {
  try {
    return new X509Certificate(pem).subject !== ''
  } catch {
    return false
  }
}

/** Reads a text file that the user named; `what` reads "a configuration for --config". Throws `usage`. */
export function readText(file: string, what: string): string {
  return readBytes(file, what).toString('utf8')
}

/** Reads a file that the user named. */
export function readBytes(file: string, what: string): Buffer {
  try {
    return readFileSync(file)
  } catch (cause) {
    throw usage(`expected ${what}, but ${file} ${whyUnreadable(cause)}`, { cause })
  }
}

function whyUnreadable(cause: unknown): string {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined
  if (code === 'ENOENT') return 'does not exist'
  if (code === 'EISDIR') return 'is a directory'
  return `cannot be read (${cause instanceof Error ? cause.message : String(cause)})`
}
