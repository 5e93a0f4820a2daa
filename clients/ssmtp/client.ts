import type { Mode } from '../../harness/client.ts'
import { containerClient } from '../container/container-client.ts'

export const ssmtp = containerClient({
  name: 'ssmtp',
  description: 'ssmtp of Debian 12, known for its fault: it verifies no certificate',
  role: 'mua',
  speaks: { smtp: ['implicit', 'starttls-required', 'cleartext', 'default'] },
  takes: ['client-certificate'],
  command: ({ mode, host, port, user, password, trust, clientCertificate, message, from, to }) => ({
    argv: ['/usr/local/sbin/ssmtp', '-C', 'ssmtp.conf', '-f', from, to],
    files: {
      'ca.pem': trust,
      ...(clientCertificate && { 'client.pem': `${clientCertificate.cert}\n${clientCertificate.key}` }),
      'ssmtp.conf': `mailhub=${host}:${port}
hostname=client.example.org
FromLineOverride=YES
${security(mode)}TLS_CA_File=ca.pem
${clientCertificate ? 'UseTLSCert=YES\nTLSCert=client.pem\n' : ''}AuthUser=${user}
AuthPass=${password}
`,
    },
    input: message.replaceAll('\r\n', '\n'),
  }),
})

function security(mode: Mode): string {
  if (mode === 'default') return ''
  if (mode === 'cleartext') return 'UseTLS=NO\n'
  return `UseTLS=YES\nUseSTARTTLS=${mode === 'implicit' ? 'NO' : 'YES'}\n`
}
