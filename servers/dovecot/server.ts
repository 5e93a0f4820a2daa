import { containerServer } from '../container/container-server.ts'

export const dovecot = containerServer({
  name: 'dovecot',
  description: 'Dovecot 2.3 of Debian 12: IMAP, POP3 and submission',
  version: ['dpkg-query', '-W', '-f', '${Version}', 'dovecot-core'],
  ports: {
    imap: {
      default: 143,
      'tls-required': 1143,
      'cleartext-auth': 2143,
      'client-certificates': 3143,
      'certificate-required': 4143,
      'no-certificate': 5143,
      'user-barred': 6143,
      'old-tls': 7143,
    },
    imaps: { default: 993, 'client-certificates': 3993 },
    pop3: {
      default: 110,
      'tls-required': 1110,
      'cleartext-auth': 2110,
      'client-certificates': 3110,
      'certificate-required': 4110,
      'no-certificate': 5110,
      'user-barred': 6110,
      'old-tls': 7110,
    },
    pop3s: { default: 995, 'client-certificates': 3995 },
    submission: {
      default: 587,
      'tls-required': 1587,
      'cleartext-auth': 2587,
      'client-certificates': 3587,
      'certificate-required': 4587,
      'no-certificate': 5587,
      'user-barred': 6587,
      'old-tls': 7587,
      'tls-per-host': 8587,
    },
    submissions: { default: 465, 'client-certificates': 3465 },
  },
})
