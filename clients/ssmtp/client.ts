import { containerClient } from '../container/container-client.ts'

export const ssmtp = containerClient({
  name: 'ssmtp',
  description: 'ssmtp of Debian 12, known for its fault: it verifies no certificate',
  role: 'mua',
  speaks: { smtp: ['implicit', 'starttls-required'] },
  command: ({ mode, host, port, user, password, trust, message, from, to }) => ({
    argv: ['/usr/local/sbin/ssmtp', '-C', 'ssmtp.conf', '-f', from, to],
    files: {
      'ca.pem': trust,
      'ssmtp.conf': `mailhub=${host}:${port}
hostname=client.example.org
FromLineOverride=YES
UseTLS=YES
UseSTARTTLS=${mode === 'implicit' ? 'NO' : 'YES'}
TLS_CA_File=ca.pem
AuthUser=${user}
AuthPass=${password}
`,
    },
    input: message.replaceAll('\r\n', '\n'),
  }),
})
