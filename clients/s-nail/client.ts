import type { ServerRequest } from '../../harness/client.ts'
import { containerClient } from '../container/container-client.ts'

const modes = ['implicit', 'starttls-required', 'cleartext'] as const

export const sNail = containerClient({
  name: 's-nail',
  description: 's-nail of Debian 12, with OpenSSL',
  role: 'mua',
  speaks: { smtp: modes, imap: modes, pop3: modes },
  takes: ['client-certificate'],
  command: (request) => ({
    argv: ['s-nail', '-:u', ...settings(request).flatMap((setting) => ['-S', setting]), ...task(request)],
    environment: { MAILRC: 'mailrc' },
    files: {
      'ca.pem': request.trust,
      // what stands in a command line, every user of the machine can read
      mailrc: `set password=${quoted(request.password)}\n`,
      ...(request.clientCertificate && {
        'cert.pem': request.clientCertificate.cert,
        'key.pem': request.clientCertificate.key,
      }),
    },
    input: request.language === 'smtp' ? body(request.message) : 'headers\nquit\n',
  }),
})

function settings({ language, mode, clientCertificate }: ServerRequest): string[] {
  return [
    'v15-compat=yes',
    'tls-verify=strict',
    'tls-ca-file=ca.pem',
    'tls-ca-no-defaults',
    ...(mode === 'starttls-required' ? [`${language}-use-starttls`] : []),
    // it logs in by its certificate where it is told to, and by password where not
    ...(clientCertificate
      ? ['tls-config-pairs=Certificate=cert.pem,PrivateKey=key.pem', `${language}-auth=external`]
      : []),
    'socket-connect-timeout=5',
    'sendwait',
    'noheader',
  ]
}

function task(request: ServerRequest): string[] {
  const { language, mode, host, port, user, from, to } = request
  const url = `${language}${mode === 'implicit' ? 's' : ''}://${encodeURIComponent(user)}@${host}:${port}`
  if (language !== 'smtp') return ['-f', language === 'imap' ? `${url}/INBOX` : url]
  return ['-S', `mta=${url}`, '-r', from, '-s', subject(request.message), to]
}

/** In the quotes of its configuration, where every byte may be escaped. */
function quoted(text: string): string {
  const bytes = [...Buffer.from(text)].map((byte) => `\\x${byte.toString(16).padStart(2, '0')}`)
  return `$'${bytes.join('')}'`
}

function subject(message: string): string {
  return /^Subject: (.*)$/im.exec(message)?.[1]?.trim() ?? 'no subject'
}

function body(message: string): string {
  return message.slice(message.indexOf('\r\n\r\n') + 4).replaceAll('\r\n', '\n')
}
