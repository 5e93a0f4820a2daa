import { containerClient } from '../container/container-client.ts'

export const ssmtp = containerClient({
  name: 'ssmtp',
  description: 'ssmtp of Debian 12, known for its fault: it verifies no certificate',
  role: 'mua',
  speaks: { smtp: ['implicit', 'starttls-required'] },
  takes: ['client-certificate'],
  command: ({ mode, host, port, user, password, trust, clientCertificate, message, from, to }) => ({
    argv: ['/usr/local/sbin/ssmtp', '-C', 'ssmtp.conf', '-f', from, to],
    files: {
      'ca.pem': trust,
      ...(clientCertificate && { 'client.pem': `${clientCertificate.cert}\n${clientCertificate.key}` }),
      'ssmtp.conf': `mailhub=${host}:${port}
hostname=client.example.org
FromLineOverride=YES
UseTLS=YES
UseSTARTTLS=${mode === 'implicit' ? 'NO' : 'YES'}
TLS_CA_File=ca.pem
${clientCertificate ? 'UseTLSCert=YES\nTLSCert=client.pem\n' : ''}AuthUser=${user}
AuthPass=${password}
`,
    },
    input: message.replaceAll('\r\n', '\n'),
  }),
})
