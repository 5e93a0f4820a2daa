import { containerServer } from '../container/container-server.ts'

/** OpenSMTPD 6.8 on OpenSSL 3: no handshake ever completes (its issues 1171 and 1239, mended in 7.3). */
export const opensmtpd = containerServer({
  name: 'opensmtpd',
  description: 'OpenSMTPD (Debian 12), known bad: offers TLS and fails in every handshake',
  version: ['dpkg-query', '--show', '--showformat=${Version}', 'opensmtpd'],
  ports: {
    smtp: { default: 25, 'tls-required': 2501, 'public-mx': 25, 'certificate-required': 2502, 'no-certificate': 2503 },
    submission: { default: 587, 'tls-required': 5871, 'certificate-required': 5872, 'no-certificate': 5873 },
    submissions: { default: 465 },
  },
  // its queue: the kernel may forget, without a word, who does not find room there
  maximumConnections: 5,
})
