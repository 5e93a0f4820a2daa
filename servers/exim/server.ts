import { containerServer } from '../container/container-server.ts'

export const exim = containerServer({
  name: 'exim',
  description: 'Exim 4.96 of Debian 12, with GnuTLS',
  version: ['dpkg-query', '--show', '--showformat=${Version}', 'exim4-daemon-heavy'],
  ports: {
    smtp: {
      default: 25,
      'public-mx': 25,
      // GnuTLS takes TLS 1.0 and 1.1 unless it is told otherwise
      'old-tls': 25,
      'tls-required': 1025,
      'cleartext-auth': 2025,
      'client-certificates': 3025,
      'certificate-required': 4025,
      'no-certificate': 5025,
      'tls-per-host': 6025,
    },
    submission: {
      default: 587,
      'old-tls': 587,
      'tls-required': 1587,
      'cleartext-auth': 2587,
      'client-certificates': 3587,
      'certificate-required': 4587,
      'no-certificate': 5587,
      'tls-per-host': 6587,
      'user-barred': 7587,
    },
    submissions: { default: 465, 'client-certificates': 3465, 'certificate-required': 4465 },
  },
  inbox: { protocol: 'imaps', port: 993 },
})
