import type { Protocol, SetUp } from '../../harness/subject.ts'
import { account } from '../account.ts'
import type { SmtpServerOptions } from './library.ts'

/** PEM of what the server shows and whom it trusts. */
export interface Identity {
  cert: string
  key: string
  /** the authority that issues client certificates */
  ca: string
}

/** Lets the account in. */
export const onAuth: NonNullable<SmtpServerOptions['onAuth']> = ({ username, password }, _session, callback) => {
  callback(null, username === account.user && password === account.password ? { user: username } : {})
}

/** The same inside TLS only. */
const onAuthInsideTls: NonNullable<SmtpServerOptions['onAuth']> = (given, session, callback) => {
  if (session.secure) onAuth(given, session, callback)
  else callback(null, {})
}

/**
 * What each protocol is served with in each set-up that smtp-server has options for. None requires TLS as such: port 25
 * serves in cleartext in any case, so it has no tls-required, tls-per-host or certificate-required, and submission needs
 * TLS only to log in. Nothing maps a certificate to an account, so client-certificates is for port 25 alone. Without a
 * certificate the library shows its own, whose key everybody has.
 */
export function optionsFor({
  cert,
  key,
  ca,
}: Identity): Partial<Record<Protocol, Partial<Record<SetUp, SmtpServerOptions>>>> {
  const shown = { cert, key }
  const old = { ...shown, minVersion: 'TLSv1', ciphers: 'DEFAULT:@SECLEVEL=0' } as const
  const smtp = { ...shown, authOptional: true }
  const asksForCertificate = { ca: [ca], requestCert: true }
  return {
    smtp: {
      default: smtp,
      'public-mx': smtp,
      'cleartext-auth': { ...smtp, allowInsecureAuth: true },
      'client-certificates': { ...smtp, ...asksForCertificate, rejectUnauthorized: false },
      'no-certificate': { authOptional: true },
      'old-tls': { ...smtp, ...old },
    },
    submission: {
      default: shown,
      'cleartext-auth': { ...shown, allowInsecureAuth: true },
      'certificate-required': { ...shown, ...asksForCertificate, rejectUnauthorized: true },
      'no-certificate': {},
      'old-tls': old,
      'user-barred': { ...shown, allowInsecureAuth: true, onAuth: onAuthInsideTls },
    },
    submissions: {
      default: { ...shown, secure: true },
      'certificate-required': { ...shown, secure: true, ...asksForCertificate, rejectUnauthorized: true },
    },
  }
}
