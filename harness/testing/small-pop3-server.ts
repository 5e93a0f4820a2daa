import { isPlainFor, type SmallOptions, smallServer, type SmallServer } from './small-server.ts'

/** A POP3 server. Inside TLS only it lists USER and SASL PLAIN, where there is an account. */
export async function smallPop3Server(options: SmallOptions = {}): Promise<SmallServer> {
  return await smallServer(
    {
      greeting: '+OK small.example.org',
      answerTo,
      asksForTls: /^STLS$/,
      grants: /^\+OK/,
      takesLeave: /^QUIT$/,
    },
    options,
  )
}

function answerTo(line: string, inside: boolean, { tls, account, extensions = [] }: SmallOptions): string {
  const [verb = '', first = '', second = ''] = line.split(' ')
  switch (verb.toUpperCase()) {
    case 'CAPA': {
      const login = account && inside ? ['USER', 'SASL PLAIN'] : []
      return ['+OK these', ...(tls && !inside ? ['STLS'] : []), ...login, ...extensions, '.'].join('\n')
    }
    case 'STLS':
      return tls && !inside ? '+OK go' : '-ERR no'
    case 'AUTH':
      return first === 'PLAIN' && isPlainFor(second, account) ? '+OK welcome' : '-ERR not you'
    case 'PASS':
      return first === account?.password ? '+OK welcome' : '-ERR not you'
    case 'USER':
    case 'NOOP':
      return '+OK done'
    case 'QUIT':
      return '+OK bye'
    default:
      return '-ERR what?'
  }
}
