import { containerServer } from '../container/container-server.ts'

export const twisted = containerServer({
  name: 'twisted',
  description: 'Twisted 22.4 of Debian 12, a library for Python: IMAP, POP3 and ESMTP',
  version: ['dpkg-query', '-W', '-f', '${Version}', 'python3-twisted'],
  ports: {
    imap: {
      default: 143,
      // where it has TLS, LOGIN waits for it
      'tls-required': 143,
      'certificate-required': 1434,
      'no-certificate': 1435,
    },
    imaps: { default: 993 },
    pop3s: { default: 995 },
    smtp: {
      default: 25,
      'public-mx': 25,
      // AUTH does not wait for TLS
      'cleartext-auth': 25,
      'client-certificates': 2503,
      'certificate-required': 2504,
      'no-certificate': 2505,
    },
    submission: {
      default: 587,
      'cleartext-auth': 587,
      'certificate-required': 5874,
      'no-certificate': 5875,
    },
    submissions: { default: 465 },
  },
  inbox: { protocol: 'pop3s', port: 995 },
})
