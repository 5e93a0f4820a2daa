import { containerServer } from '../container/container-server.ts'

/** Sendmail of Debian 12 with its options for TLS and logins, a daemon for each set-up; Dovecot shows the inbox. */
export const sendmail = containerServer({
  name: 'sendmail',
  description: 'Sendmail (Debian 12)',
  version: ['dpkg-query', '--show', '--showformat=${Version}', 'sendmail-bin'],
  ports: {
    smtp: {
      default: 25,
      'tls-required': 2501,
      'public-mx': 25,
      'cleartext-auth': 2502,
      'client-certificates': 2503,
      'certificate-required': 2504,
      'no-certificate': 2505,
      'tls-per-host': 2506,
      'old-tls': 2507,
    },
    submission: {
      default: 587,
      'tls-required': 5871,
      'cleartext-auth': 5872,
      'client-certificates': 5873,
      'certificate-required': 5874,
      'no-certificate': 5875,
      'tls-per-host': 5876,
      'old-tls': 5877,
    },
    submissions: { default: 465, 'client-certificates': 4653, 'old-tls': 4657 },
  },
  inbox: { protocol: 'imaps', port: 993 },
})
