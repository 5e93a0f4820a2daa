import { AccountServer } from './account-server.ts'
import type { Answer } from './line-server.ts'
import { fetched } from './imap-fetch.ts'
import { searched } from './imap-search.ts'

type State = 'not-authenticated' | 'authenticated' | 'selected'

/** The reference IMAP server (RFC 9051, RFC 3501): as much of it as clients need that read one mailbox; nothing is changed in it. */
export class ImapServer extends AccountServer {
  state: State = 'not-authenticated'

  override forget(): void {
    super.forget()
    this.state = 'not-authenticated'
  }

  override greeting(): string {
    return `* OK [CAPABILITY ${this.capabilities().join(' ')}] ${this.settings.domain} ready`
  }

  capabilities(): string[] {
    return [
      'IMAP4rev1',
      'IMAP4rev2',
      'SASL-IR',
      ...(this.offersStartTls() ? ['STARTTLS'] : []),
      ...(this.takesPasswords() ? [] : ['LOGINDISABLED']),
      ...this.listedMechanisms().map((mechanism) => `AUTH=${mechanism}`),
    ]
  }

  override async answer(line: string): Promise<Answer> {
    const [, tag, command = '', argument = ''] = /^([^\s(){%*"\\+]+) ([A-Za-z]+)(?: (.*))?$/s.exec(line) ?? []
    if (tag === undefined) return `${/^[^\s(){%*"\\+]+/.exec(line)?.[0] ?? '*'} BAD Not a command`
    const verb = command.toUpperCase()
    return this.policy(tag, verb) ?? (await this.run(tag, verb, argument))
  }

  /** What security demands before a command is looked at (RFC 2595, section 2.5). */
  policy(tag: string, verb: string): Answer | undefined {
    if (!this.tls || this.secureEnough() || verb === 'LOGOUT') return undefined
    return `${tag} NO [PRIVACYREQUIRED] A client certificate is needed`
  }

  async run(tag: string, verb: string, argument: string): Promise<Answer> {
    switch (verb) {
      case 'CAPABILITY':
        return `* CAPABILITY ${this.capabilities().join(' ')}\n${tag} OK Done`
      case 'NOOP':
        return `${tag} OK Done`
      case 'LOGOUT':
        return { say: `* BYE Logging out\n${tag} OK Done`, next: 'close' }
      case 'STARTTLS':
        return this.starttls(tag, argument)
      case 'LOGIN':
        return this.login(tag, argument)
      case 'AUTHENTICATE':
        return await this.authenticate(tag, argument)
    }
    if (this.state === 'not-authenticated') return `${tag} BAD Unknown, or not before a login`
    return this.onMailbox(tag, verb, argument)
  }

  starttls(tag: string, parameter: string): Answer {
    if (parameter !== '') return `${tag} BAD No parameters allowed`
    if (this.tls) return `${tag} BAD TLS is already active`
    if (this.state !== 'not-authenticated') return `${tag} BAD Not after a login`
    if (!this.settings.tls) return `${tag} NO TLS not available`
    return { say: `${tag} OK Begin TLS negotiation now`, next: 'start-tls' }
  }

  login(tag: string, argument: string): Answer {
    if (this.state !== 'not-authenticated') return `${tag} BAD Already logged in`
    if (!this.takesPasswords()) return `${tag} NO [PRIVACYREQUIRED] Not without TLS`
    const [user = '', password = ''] = stringsIn(argument)
    return this.loggedIn(tag, this.withPassword(user, password))
  }

  async authenticate(tag: string, argument: string): Promise<Answer> {
    const [mechanism = '', initial] = argument.split(' ')
    if (this.state !== 'not-authenticated') return `${tag} BAD Already logged in`
    if (!this.mechanisms().includes(mechanism.toUpperCase())) return `${tag} NO [CANNOT] No such mechanism here`
    const outcome = await this.sasl({ mechanism: mechanism.toUpperCase(), initial, challenge: () => this.challenge() })
    if (outcome === 'cancelled') return `${tag} BAD Cancelled`
    return this.loggedIn(tag, outcome === 'refused' ? undefined : outcome.user)
  }

  async challenge(): Promise<string> {
    this.say('+ ')
    return await this.peer.line()
  }

  loggedIn(tag: string, user: string | undefined): Answer {
    if (user === undefined) return `${tag} NO [AUTHENTICATIONFAILED] Authentication failed`
    this.user = user
    this.state = 'authenticated'
    return `${tag} OK Logged in`
  }

  onMailbox(tag: string, verb: string, argument: string): Answer | Promise<Answer> {
    const { messages } = this.settings.inbox
    const isInbox = /^"?inbox"?(?: |$)/i.test(argument)
    switch (verb) {
      case 'SELECT':
      case 'EXAMINE':
        if (!isInbox) return `${tag} NO No such mailbox`
        this.state = 'selected'
        return `* ${messages.length} EXISTS\n${noFlags}\n${tag} OK [${verb === 'SELECT' ? 'READ-WRITE' : 'READ-ONLY'}] Done`
      case 'STATUS':
        return isInbox ? `* STATUS INBOX (${this.status(argument)})\n${tag} OK Done` : `${tag} NO No such mailbox`
      case 'LIST':
      case 'LSUB': {
        // an empty name asks for the root and the delimiter (RFC 9051, section 6.3.9)
        const found = argument.endsWith(' ""') ? '(\\Noselect) "/" ""' : '() "/" INBOX'
        return `* ${verb} ${found}\n${tag} OK Done`
      }
      case 'NAMESPACE':
        return `* NAMESPACE (("" "/")) NIL NIL\n${tag} OK Done`
      case 'ENABLE':
        return `* ENABLED\n${tag} OK Done`
      case 'IDLE':
        return this.idle(tag)
      case 'APPEND':
      case 'CREATE':
        return `${tag} NO [CANNOT] There is one mailbox, and what is submitted is in it`
    }
    if (this.state !== 'selected') return `${tag} BAD Unknown, or not before SELECT`
    return this.onMessages(tag, verb, argument)
  }

  status(argument: string): string {
    const { messages } = this.settings.inbox
    const values: Record<string, number> = {
      MESSAGES: messages.length,
      UNSEEN: messages.length,
      RECENT: 0,
      DELETED: 0,
      UIDNEXT: (messages.at(-1)?.uid ?? 0) + 1,
      UIDVALIDITY: 1,
    }
    const items = /\((.*)\)$/.exec(argument.toUpperCase())?.[1]?.split(' ') ?? []
    return items.flatMap((item) => (item in values ? [`${item} ${values[item]}`] : [])).join(' ')
  }

  async idle(tag: string): Promise<Answer> {
    this.say('+ Idling')
    const line = await this.peer.line()
    return line.toUpperCase() === 'DONE' ? `${tag} OK Done` : `${tag} BAD Not DONE`
  }

  onMessages(tag: string, verb: string, argument: string): Answer {
    const { messages } = this.settings.inbox
    const byUid = verb === 'UID'
    const [, command = '', asked = ''] = /^(\S+)(?: (.*))?$/s.exec(byUid ? argument : `${verb} ${argument}`) ?? []
    switch (command.toUpperCase()) {
      case 'FETCH': {
        const lines = fetched(messages, asked, byUid)
        return lines === undefined ? `${tag} BAD Unknown items` : `${lines}${tag} OK Done`
      }
      case 'STORE': {
        const [, set, silent] = /^(\S+) [+-]?FLAGS(\.SILENT)? /i.exec(asked) ?? []
        const lines = set === undefined ? undefined : fetched(messages, `${set} FLAGS`, byUid)
        return lines === undefined ? `${tag} BAD Unknown items` : `${silent ? '' : lines}${tag} OK Done`
      }
      case 'SEARCH': {
        const found = searched(messages, asked)?.map((each) => ` ${byUid ? each.uid : messages.indexOf(each) + 1}`)
        return found ? `* SEARCH${found.join('')}\n${tag} OK Done` : `${tag} BAD Unknown keys`
      }
      case 'COPY':
      case 'MOVE':
        return `${tag} NO [CANNOT] There is one mailbox`
    }
    if (byUid || argument !== '' || !['CHECK', 'CLOSE', 'EXPUNGE', 'UNSELECT'].includes(verb))
      return `${tag} BAD Unknown command`
    // no message is ever marked as deleted, to be removed by one of these (RFC 3501, sections 6.4.1 to 6.4.3)
    if (verb === 'CLOSE' || verb === 'UNSELECT') this.state = 'authenticated'
    return `${tag} OK Done`
  }
}

/** No flag is kept, whatever is stored. */
const noFlags = '* 0 RECENT\n* FLAGS ()\n* OK [PERMANENTFLAGS ()] None\n* OK [UIDVALIDITY 1] Valid'

/** The arguments of LOGIN: atoms or quoted strings (RFC 9051, section 4.3). */
function stringsIn(text: string): string[] {
  return [...text.matchAll(/"((?:[^"\\]|\\.)*)"|([^\s"]+)/g)].map(
    ([, quoted, atom]) => quoted?.replace(/\\(.)/g, '$1') ?? atom ?? '',
  )
}
