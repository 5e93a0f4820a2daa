import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto'
import type { Account } from '../../harness/dialogue/dialogue.ts'
import { usage } from '../../harness/usage.ts'
import { keepSecret } from '../output.ts'
import { readText } from '../read-file.ts'

/** The account that the options name; undefined when they name none. */
export function accountFrom({ user, passwordEnv }: { user?: string; passwordEnv?: string }): Account | undefined {
  if (user === undefined && passwordEnv === undefined) return undefined
  if (passwordEnv === undefined)
    throw usage('expected --password-env with --user: the variable that holds the password')
  if (user === undefined) throw usage('expected --user with --password-env: the name of the account')
  const password = passwordIn(passwordEnv)
  keepSecret(password)
  return { user, password }
}

function passwordIn(variable: string): string {
  const password = process.env[variable]
  if (password) return password
  // what was typed may be the password itself
  if (!/^[A-Za-z_]\w*$/.test(variable)) {
    throw usage('expected the name of an environment variable that holds the password, found what is no name of one')
  }
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

/** Reads the private key of a certificate, both in PEM. */
export function readKeyOf(certificate: string, file: string, where: string): string {
  const pem = readText(file, `a private key for ${where}`)
  const key = privateKeyIn(pem)
  if (!key) throw usage(`expected a private key in PEM without a passphrase for ${where}, but ${file} holds none`)
  if (new X509Certificate(certificate).checkPrivateKey(key)) return pem
  throw usage(`expected the private key of the certificate beside it for ${where}, but ${file} holds another`)
}

function privateKeyIn(pem: string): KeyObject | undefined {
  try {
    return createPrivateKey(pem)
  } catch {
    return undefined
  }
}
