import { containerServer } from '../container/container-server.ts'

export const aiosmtpd = containerServer({
  name: 'aiosmtpd',
  description: 'aiosmtpd of Debian 12, a library for Python',
  version: ['dpkg-query', '-W', '-f', '${Version}', 'python3-aiosmtpd'],
  ports: {
    smtp: {
      default: 25,
      'public-mx': 25,
      'tls-required': 2501,
      'cleartext-auth': 2502,
      'client-certificates': 2503,
      'certificate-required': 2504,
      'no-certificate': 2505,
      'old-tls': 2506,
    },
    submission: {
      default: 587,
      'tls-required': 5871,
      'cleartext-auth': 5872,
      'certificate-required': 5874,
      'no-certificate': 5875,
      'old-tls': 5876,
      'user-barred': 5877,
    },
    submissions: { default: 465 },
  },
})
