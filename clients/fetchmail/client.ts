import type { Mode } from '../../harness/client.ts'
import { containerClient } from '../container/container-client.ts'

const modes = ['implicit', 'starttls-required', 'starttls-if-possible', 'cleartext', 'default'] as const

/** Who has certificates looked at demands TLS, and that is the default; so does who names a version. */
const tls: Record<Mode, string> = {
  implicit: 'ssl sslcertck',
  'starttls-required': "sslproto 'TLS1.2+' sslcertck",
  'starttls-if-possible': 'no sslcertck',
  cleartext: "sslproto ''",
  default: '',
}

export const fetchmail = containerClient({
  name: 'fetchmail',
  description: 'fetchmail of Debian 12, with OpenSSL',
  role: 'mua',
  speaks: { imap: modes, pop3: modes },
  takes: ['client-certificate'],
  command: ({ language, mode, host, port, user, password, trust, clientCertificate }) => ({
    argv: [
      ['fetchmail', '--fetchmailrc', 'fetchmailrc', '--pidfile', 'pid', '--idfile', 'ids'],
      ['--nodetach', '--daemon', '0', '--nosyslog', '--timeout', '5'],
    ].flat(),
    files: {
      'ca.pem': trust,
      ...(clientCertificate && { 'cert.pem': clientCertificate.cert, 'key.pem': clientCertificate.key }),
      fetchmailrc: [
        `poll ${quoted(host)} service ${port} protocol ${language}`,
        `user ${quoted(user)} password ${quoted(password)} ${tls[mode]} sslcertfile "ca.pem"`,
        clientCertificate ? 'sslcert "cert.pem" sslkey "key.pem"' : '',
        'fetchall keep mda "cat"\n',
      ].join('\n'),
    },
  }),
  // 1: there was no mail
  succeeded: (exitCode) => exitCode <= 1,
})

function quoted(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`
}
