import type { Mode } from '../../harness/client.ts'
import { containerClient } from '../container/container-client.ts'

export const ssmtp = containerClient({
  name: 'ssmtp',
  description: 'ssmtp of Debian 12, known for its fault: it verifies no certificate',
  role: 'mua',
  speaks: { smtp: ['implicit', 'starttls-required', 'cleartext', 'default'] },
  takes: ['client-certificate'],
  // it has no setting for what to trust
  command: ({ mode, host, port, user, password, clientCertificate, message, from, to }) => ({
    argv: ['/usr/local/sbin/ssmtp', '-C', 'ssmtp.conf', '-f', from, to],
    files: {
      ...(clientCertificate && { 'client.pem': `${clientCertificate.cert}\n${clientCertificate.key}` }),
      'ssmtp.conf': `mailhub=${host}:${port}
hostname=client.example.org
FromLineOverride=YES
${security(mode)}${clientCertificate ? 'UseTLSCert=YES\nTLSCert=client.pem\n' : ''}AuthUser=${user}
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
