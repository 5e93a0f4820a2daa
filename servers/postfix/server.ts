import { containerServer } from '../container/container-server.ts'

export const postfix = containerServer({
  name: 'postfix',
  description: 'Postfix of Debian 12, with Dovecot for its accounts',
  version: ['dpkg-query', '-W', '-f', '${Version}', 'postfix'],
  ports: {
    smtp: {
      default: 25,
      'public-mx': 25,
      'tls-required': 2501,
      'cleartext-auth': 2502,
      'client-certificates': 2503,
      'certificate-required': 2504,
      'no-certificate': 2505,
      'tls-per-host': 2506,
      'old-tls': 25,
    },
    submission: {
      default: 587,
      'tls-required': 5871,
      'cleartext-auth': 5872,
      'client-certificates': 5873,
      'certificate-required': 5874,
      'no-certificate': 5875,
      'tls-per-host': 5876,
      'old-tls': 587,
      'user-barred': 5877,
    },
    submissions: { default: 465, 'client-certificates': 4653 },
  },
  inbox: { protocol: 'imaps', port: 993 },
})
