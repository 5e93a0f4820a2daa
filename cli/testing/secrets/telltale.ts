import type { Authority } from '../../../certs/authority.ts'
import { utf8 } from '../../../harness/dialogue/dialogue.ts'
import { type Protocol, protocols, type SetUp, urlOf } from '../../../harness/subject.ts'
import { account as usual } from '../../../servers/account.ts'
import type { CommonPatch } from '../../../servers/bugs/family.ts'
import { listen } from '../../../servers/reference/listen.ts'
import { Mailbox } from '../../../servers/reference/mailbox.ts'
import { serverClassFor } from '../../../servers/reference/server-class.ts'
import { settingsFor } from '../../../servers/reference/settings.ts'
import { cut, tellings } from './telling.ts'

/** Servers that tell whatever they hear, and the password that they know, in every way that there is. */
export interface Telltales extends AsyncDisposable {
  /** the default set-up of each */
  urls: string[]
  /** the others */
  setUps: Partial<Record<SetUp, string[]>>
  /** somebody has logged in */
  loggedIn: Promise<void>
}

const served = ['submission', 'submissions', 'imap', 'pop3'] as const satisfies readonly Protocol[]
const setUps = ['default', 'tls-required', 'cleartext-auth', 'user-barred'] as const satisfies readonly SetUp[]

interface Account {
  user: string
  password: string
}

/** Starts them, with an account of their own and a certificate that has its password as a common name. */
export async function startTelltales(authority: Authority, account: Account): Promise<Telltales> {
  const { cert, key } = await authority.issue('valid', { cn: account.password, dns: ['localhost'] })
  const identity = { cert, key, ca: authority.certificate }
  const stack = new AsyncDisposableStack()
  const { promise: loggedIn, resolve } = Promise.withResolvers<void>()
  const found: Telltales = { urls: [], setUps: {}, loggedIn, [Symbol.asyncDispose]: () => stack.disposeAsync() }
  const patch = telling(account.password, resolve)
  const inbox = new Mailbox()
  for (const protocol of served) {
    for (const setUp of setUps) {
      const Server = serverClassFor(protocol, { patches: { [protocol]: patch } })
      const settings = settingsFor(protocol, setUp, identity, { ...usual, ...account }, inbox)
      const { port } = stack.use(await listen(Server, settings))
      const url = urlOf(protocol, { host: 'localhost', port })
      if (setUp === 'default') found.urls.push(url)
      else (found.setUps[setUp] ??= []).push(url)
    }
  }
  return found
}

/** Each answer tells in some of the ways, in lines of different lengths; the next one in others. */
function telling(password: string, loggedIn: () => void): CommonPatch {
  let turn = 0
  return (Base) =>
    class extends Base {
      heard = ''
      constructor(...args: ConstructorParameters<typeof Base>) {
        super(...args)
        const { peer } = this
        const line = peer.line.bind(peer)
        peer.line = async () => (this.heard = await line())
      }
      override withPassword(...given: [user: string, password: string]) {
        loggedIn()
        return super.withPassword(...given)
      }
      override say(text: string) {
        if (text === '') return
        const { language } = protocols[this.settings.protocol]
        const told = turn++ % 2 === 0 && this.heard !== '' ? this.heard : utf8(password)
        const texts = [0, 5, 10].map((more) => tellings[(turn + more) % tellings.length]!(told))
        super.say({ smtp: inReply, imap: inResponse, pop3: inStatus }[language](text, texts))
      }
    }
}

type Told = readonly string[]

function inReply(text: string, [whole = '', inLines = '', more = '']: Told): string {
  const code = text.slice(0, 3)
  if (code === '334' || code === '354') return text
  return [...[whole, ...cut(inLines, 10), more].map((line) => `${code}-${line}`), text].join('\n')
}

function inResponse(text: string, [whole = '', inLines = '', inLiterals = '']: Told): string {
  if (text.startsWith('+') || text.startsWith('* OK [')) return `${text} ${whole}`
  const literals = cut(inLiterals, 6).map((piece) => ` {${piece.length}}\n${piece}`)
  const lines = cut(inLines, 12).map((line) => `* OK ${line}`)
  return [...lines, `* LIST${literals.join('')}`, `${text} ${whole}`].join('\n')
}

/** A status has one line, a list of capabilities several. */
function inStatus(text: string, [whole = '', inLines = '', more = '']: Told): string {
  if (text.startsWith('+ ')) return text
  if (text.startsWith('+OK\nTOP')) {
    // a piece that is a dot would end the list (RFC 1939, section 3)
    const told = [whole, ...cut(inLines, 12), more].map((line) => line.replace(/^\./, '..'))
    return text.replace(/\.$/, [...told, '.'].join('\n'))
  }
  const [status = '', ...rest] = text.split('\n')
  return [`${status} ${whole} ${more}`, ...rest].join('\n')
}
