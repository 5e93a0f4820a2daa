import { containerClient } from '../container/container-client.ts'

const modes = ['implicit', 'starttls-required', 'starttls-if-possible', 'cleartext'] as const

/** What is asked for behind the host: INBOX is searched, or the list of messages is read. */
const paths = { smtp: '', imap: '/INBOX?ALL', pop3: '/' } as const

const tls = { 'starttls-required': ['--ssl-reqd'], 'starttls-if-possible': ['--ssl'] } as const

export const curl = containerClient({
  name: 'curl',
  description: 'curl of Debian 12, with OpenSSL',
  role: 'mua',
  speaks: { smtp: modes, imap: modes, pop3: modes },
  takes: ['client-certificate'],
  command: ({ language, mode, host, port, user, password, trust, clientCertificate, message, from, to }) => ({
    argv: [
      ['curl', '--disable', '--silent', '--show-error', '--connect-timeout', '5', '--cacert', 'ca.pem'],
      // what stands in a command line, every user of the machine can read
      clientCertificate ? byCertificate(user) : ['--config', 'login'],
      mode in tls ? tls[mode as keyof typeof tls] : [],
      language === 'smtp' ? ['--mail-from', from, '--mail-rcpt', to, '--upload-file', 'message.eml'] : [],
      `${language}${mode === 'implicit' ? 's' : ''}://${host}:${port}${paths[language]}`,
    ].flat(),
    files: {
      'ca.pem': trust,
      ...(!clientCertificate && { login: `user = "${`${user}:${password}`.replace(/["\\]/g, String.raw`\$&`)}"\n` }),
      ...(clientCertificate && { 'cert.pem': clientCertificate.cert, 'key.pem': clientCertificate.key }),
      ...(language === 'smtp' && { 'message.eml': message }),
    },
  }),
})

/** EXTERNAL is used where there is no password. */
function byCertificate(user: string): string[] {
  return ['--cert', 'cert.pem', '--key', 'key.pem', '--user', `${user}:`, '--login-options', 'AUTH=EXTERNAL']
}
