import type { Mode } from '../../harness/client.ts'
import { containerClient } from '../container/container-client.ts'

export const mbsync = containerClient({
  name: 'mbsync',
  description: 'mbsync (isync) of Debian 12, with OpenSSL',
  package: 'isync',
  role: 'mua',
  speaks: { imap: ['implicit', 'starttls-required', 'cleartext', 'default'] },
  takes: ['client-certificate'],
  command: ({ mode, host, port, user, password, trust, clientCertificate }) => ({
    argv: ['mbsync', '--config', 'mbsyncrc', 'inbox'],
    files: {
      'ca.pem': trust,
      ...(clientCertificate && { 'cert.pem': clientCertificate.cert, 'key.pem': clientCertificate.key }),
      mbsyncrc: `IMAPAccount account
Host ${host}
Port ${port}
User ${quoted(user)}
Pass ${quoted(password)}
${security(mode)}SystemCertificates no
CertificateFile ca.pem
${clientCertificate ? 'ClientCertificate cert.pem\nClientKey key.pem\n' : ''}Timeout 5

IMAPStore far
Account account

MaildirStore near
Path ./
Inbox ./inbox

Channel inbox
Far :far:
Near :near:
Sync Pull
Create Near
SyncState *
`,
    },
  }),
})

/** Without TLS it has to be told to show a password. */
function security(mode: Mode): string {
  if (mode === 'default') return ''
  if (mode === 'cleartext') return 'SSLType None\nAuthMechs LOGIN PLAIN\n'
  return `SSLType ${mode === 'implicit' ? 'IMAPS' : 'STARTTLS'}\n`
}

function quoted(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`
}
