import { isPlainFor, type SmallOptions, smallServer, type SmallServer } from './small-server.ts'

/**
 * An IMAP server. Inside TLS it lists AUTH=PLAIN, where there is an account, and LOGINDISABLED before it. `TAG` in an
 * answer of a test stands for the tag that came last.
 */
export async function smallImapServer({ answers, ...options }: SmallOptions = {}): Promise<SmallServer> {
  let tag = '*'
  return await smallServer(
    {
      greeting: '* OK small.example.org',
      answerTo,
      asksForTls: /^\S+ STARTTLS$/,
      grants: /^\S+ OK/,
      takesLeave: /^\S+ LOGOUT$/,
    },
    {
      ...options,
      answers(line, inside) {
        tag = /^(\S+) /.exec(line)?.[1] ?? tag
        return answers?.(line, inside)?.replaceAll('TAG', tag)
      },
    },
  )
}

function answerTo(line: string, inside: boolean, { tls, account, extensions = [] }: SmallOptions): string {
  const [tag = '', verb = '', first, second = ''] = line.split(' ')
  switch (verb.toUpperCase()) {
    case 'CAPABILITY': {
      const login = !account ? [] : inside ? ['SASL-IR', 'AUTH=PLAIN'] : ['LOGINDISABLED']
      const listed = ['IMAP4rev1', ...(tls && !inside ? ['STARTTLS'] : []), ...login, ...extensions]
      return `* CAPABILITY ${listed.join(' ')}\n${tag} OK done`
    }
    case 'STARTTLS':
      return tls && !inside ? `${tag} OK go` : `${tag} BAD no`
    case 'AUTHENTICATE':
      return first === 'PLAIN' && isPlainFor(second, account) ? `${tag} OK welcome` : `${tag} NO not you`
    case 'LOGIN': {
      const right = first === `"${account?.user}"` && second === `"${account?.password}"`
      return right ? `${tag} OK welcome` : `${tag} NO not you`
    }
    case 'NOOP':
      return `${tag} OK done`
    case 'LOGOUT':
      return `* BYE bye\n${tag} OK done`
    default:
      return `${tag || '*'} BAD what?`
  }
}
