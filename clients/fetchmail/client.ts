import { containerClient } from '../container/container-client.ts'

const modes = ['implicit', 'starttls-required', 'starttls-if-possible'] as const

/** A version that is named makes STARTTLS a must; where nothing is said, it is used where it is offered. */
const tls: Record<string, string> = {
  implicit: 'ssl',
  'starttls-required': "sslproto 'TLS1.2+'",
  'starttls-if-possible': '',
}

export const fetchmail = containerClient({
  name: 'fetchmail',
  description: 'fetchmail of Debian 12, with OpenSSL',
  role: 'mua',
  speaks: { imap: modes, pop3: modes },
  command: ({ language, mode, host, port, user, password, trust }) => ({
    argv: [
      ['fetchmail', '--fetchmailrc', 'fetchmailrc', '--pidfile', 'pid', '--idfile', 'ids'],
      ['--nodetach', '--daemon', '0', '--nosyslog', '--timeout', '5'],
    ].flat(),
    files: {
      'ca.pem': trust,
      fetchmailrc: [
        `poll ${quoted(host)} service ${port} protocol ${language}`,
        `user ${quoted(user)} password ${quoted(password)} ${tls[mode]} sslcertck sslcertfile "ca.pem"`,
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
