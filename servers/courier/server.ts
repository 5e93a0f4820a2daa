import { containerServer } from '../container/container-server.ts'

export const courier = containerServer({
  name: 'courier',
  description: 'Courier 1.0.16 of Debian 12 with GnuTLS: IMAP, POP3 and ESMTP',
  version: ['dpkg-query', '-W', '-f', '${Version}', 'courier-base'],
  ports: {
    imap: {
      default: 143,
      // passwords pass without TLS by default
      'cleartext-auth': 143,
      'tls-required': 1431,
      'client-certificates': 1433,
      'certificate-required': 1434,
      'no-certificate': 1435,
      'user-barred': 1438,
      // GnuTLS takes TLS 1.0 and 1.1 unless it is told otherwise
      'old-tls': 143,
    },
    imaps: { default: 993, 'client-certificates': 9933 },
    pop3: {
      default: 110,
      'cleartext-auth': 110,
      'tls-required': 1101,
      'client-certificates': 1103,
      'certificate-required': 1104,
      'no-certificate': 1105,
      'user-barred': 1108,
      'old-tls': 110,
    },
    pop3s: { default: 995, 'client-certificates': 9953 },
    smtp: {
      default: 25,
      'public-mx': 25,
      'tls-required': 2501,
      'cleartext-auth': 2502,
      'client-certificates': 2503,
      'certificate-required': 2504,
      'no-certificate': 2505,
      'old-tls': 25,
      'tls-per-host': 2506,
    },
    submission: {
      default: 587,
      'tls-required': 5871,
      'cleartext-auth': 5872,
      'client-certificates': 5873,
      'certificate-required': 5874,
      'no-certificate': 5875,
      'old-tls': 587,
      'tls-per-host': 5876,
    },
    submissions: { default: 465, 'client-certificates': 4653 },
  },
})
