import { containerServer } from '../container/container-server.ts'

export const cyrus = containerServer({
  name: 'cyrus',
  description: 'Cyrus IMAP 3.6 of Debian 12, IMAP and POP3',
  version: ['dpkg-query', '-W', '-f', '${Version}', 'cyrus-imapd'],
  ports: {
    imap: {
      // Debian's configuration lets passwords pass without TLS
      default: 143,
      'cleartext-auth': 143,
      'tls-required': 1431,
      'client-certificates': 1433,
      'certificate-required': 1434,
      'no-certificate': 1435,
      'old-tls': 1437,
    },
    imaps: { default: 993, 'client-certificates': 9933 },
    pop3: {
      default: 110,
      'cleartext-auth': 110,
      'tls-required': 1101,
      'client-certificates': 1103,
      'certificate-required': 1104,
      'no-certificate': 1105,
      'old-tls': 1107,
    },
    pop3s: { default: 995, 'client-certificates': 9953 },
  },
})
