import { starttlsPlaces } from '../bug.ts'

/** Who demands TLS does nothing without it: RFC 3207, section 6 says so of SMTP, RFC 8314, section 5.2 of mail user agents. */
export const theMinimum = {
  smtp: ['rfc3207-6-1'],
  submission: ['rfc3207-6-1', 'rfc8314-5.2-7'],
  imap: ['rfc8314-5.2-7'],
  pop3: ['rfc8314-5.2-7'],
  submissions: ['rfc8314-5.2-7'],
  imaps: ['rfc8314-5.2-7'],
  pop3s: ['rfc8314-5.2-7'],
} as const

/** Wherever there is STARTTLS, a relay among them. */
export const everyStarttlsPlace = ['smtp', ...starttlsPlaces] as const
