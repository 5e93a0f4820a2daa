import { isPlainFor, type SmallOptions, smallServer, type SmallServer } from './small-server.ts'

export type { SmallServer as SmallSmtpServer } from './small-server.ts'

/** An SMTP server. Inside TLS only it lists AUTH PLAIN, where there is an account. */
export async function smallSmtpServer(options: SmallOptions = {}): Promise<SmallServer> {
  return await smallServer(
    {
      greeting: '220 small.example.org',
      answerTo,
      asksForTls: /^STARTTLS$/,
      grants: /^220/,
      takesLeave: /^QUIT$/,
    },
    options,
  )
}

function answerTo(line: string, inside: boolean, { tls, account, extensions = [] }: SmallOptions): string {
  const [verb = '', mechanism, response = ''] = line.split(' ')
  switch (verb.toUpperCase()) {
    case 'EHLO': {
      const auth = account && inside ? ['AUTH PLAIN'] : []
      const lines = ['small.example.org', ...(tls && !inside ? ['STARTTLS'] : []), ...auth, ...extensions]
      return lines.map((text, at) => `250${at < lines.length - 1 ? '-' : ' '}${text}`).join('\n')
    }
    case 'STARTTLS':
      return tls && !inside ? '220 go' : '503 no'
    case 'AUTH':
      return mechanism === 'PLAIN' && isPlainFor(response, account) ? '235 welcome' : '535 5.7.8 no'
    case 'DATA':
      return '354 go on'
    case 'QUIT':
      return '221 bye'
    case 'NOOP':
    case 'MAIL':
    case 'RCPT':
    case '.':
      return '250 ok'
    default:
      return '500 what?'
  }
}
