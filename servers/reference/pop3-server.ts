import { AccountServer } from './account-server.ts'
import type { Answer } from './line-server.ts'
import { headerOf, type StoredMessage } from './mailbox.ts'

/** The reference POP3 server (RFC 1939, RFC 2449, RFC 2595, RFC 5034). */
export class Pop3Server extends AccountServer {
  /** named by USER, before PASS */
  named?: string
  /** messages as they were at the login: their numbers do not change within a session */
  snapshot: readonly StoredMessage[] = []
  deleted = new Set<number>()

  override forget(): void {
    super.forget()
    this.named = undefined
    this.snapshot = []
    this.deleted.clear()
  }

  override greeting(): string {
    return `+OK ${this.settings.domain} ready`
  }

  capabilities(): string[] {
    const mechanisms = this.listedMechanisms()
    return [
      'TOP',
      'UIDL',
      ...(this.offersStartTls() ? ['STLS'] : []),
      ...(this.takesPasswords() ? ['USER'] : []),
      ...(mechanisms.length > 0 ? [`SASL ${mechanisms.join(' ')}`] : []),
    ]
  }

  override async answer(line: string): Promise<Answer> {
    const [, verb = '', argument = ''] = /^([A-Za-z]*)(?: (.*))?$/s.exec(line) ?? []
    const command = verb.toUpperCase()
    return this.policy(command) ?? (await this.run(command, argument))
  }

  /** What security demands before a command is looked at (RFC 2595, section 2.5). */
  policy(command: string): Answer | undefined {
    return this.tls && !this.secureEnough() && command !== 'QUIT' ? '-ERR A client certificate is needed' : undefined
  }

  async run(command: string, argument: string): Promise<Answer> {
    switch (command) {
      case 'CAPA':
        return this.capa()
      case 'QUIT':
        return this.quit()
    }
    if (this.user !== undefined) return this.onMailbox(command, argument)
    switch (command) {
      case 'STLS':
        return this.stls(argument)
      case 'USER':
        return this.takesPasswords() ? this.name(argument) : '-ERR Not without TLS'
      case 'PASS':
        return this.named === undefined ? '-ERR USER first' : this.loggedIn(this.withPassword(this.named, argument))
      case 'AUTH':
        return await this.auth(argument)
      default:
        return '-ERR Unknown, or not before a login'
    }
  }

  capa(): Answer {
    return ['+OK', ...this.capabilities(), '.'].join('\n')
  }

  stls(parameter: string): Answer {
    if (parameter !== '') return '-ERR No parameters allowed'
    if (this.tls) return '-ERR TLS is already active'
    if (!this.settings.tls) return '-ERR TLS not available'
    return { say: '+OK Begin TLS negotiation', next: 'start-tls' }
  }

  name(user: string): Answer {
    this.named = user
    return '+OK'
  }

  async auth(argument: string): Promise<Answer> {
    const [mechanism = '', initial] = argument.split(' ')
    if (!this.mechanisms().includes(mechanism.toUpperCase())) return '-ERR No such mechanism here'
    const outcome = await this.sasl({ mechanism: mechanism.toUpperCase(), initial, challenge: () => this.challenge() })
    if (outcome === 'cancelled') return '-ERR Cancelled'
    return this.loggedIn(outcome === 'refused' ? undefined : outcome.user)
  }

  async challenge(): Promise<string> {
    this.say('+ ')
    return await this.peer.line()
  }

  loggedIn(user: string | undefined): Answer {
    this.named = undefined
    if (user === undefined) return '-ERR [AUTH] Authentication failed'
    this.user = user
    this.snapshot = this.settings.inbox.messages
    return `+OK ${this.snapshot.length} messages`
  }

  onMailbox(command: string, argument: string): Answer {
    const left = this.snapshot.filter((_, i) => !this.deleted.has(i + 1))
    const [number = 0, lines = 0] = argument.split(' ').map(Number)
    const message = this.deleted.has(number) ? undefined : this.snapshot[number - 1]
    switch (command) {
      case 'NOOP':
        return '+OK'
      case 'STAT':
        return `+OK ${left.length} ${left.reduce((octets, { text }) => octets + text.length, 0)}`
      case 'RSET':
        this.deleted.clear()
        return '+OK'
      case 'LIST':
      case 'UIDL':
        return [
          '+OK',
          ...left.map(({ uid, text }) => this.listed(uid, command === 'LIST' ? text.length : uid)),
          '.',
        ].join('\n')
      case 'RETR':
        return message ? multiline(message.text) : '-ERR No such message'
      case 'TOP':
        return message
          ? multiline(`${headerOf(message.text)}${bodyLines(message.text, lines)}`)
          : '-ERR No such message'
      case 'DELE':
        if (message) this.deleted.add(number)
        return message ? '+OK' : '-ERR No such message'
      default:
        return '-ERR Unknown command'
    }
  }

  listed(uid: number, value: number): string {
    return `${this.snapshot.findIndex((each) => each.uid === uid) + 1} ${value}`
  }

  /** QUIT enters the UPDATE state where there was a login: now the deletions take effect (RFC 1939, section 6). */
  quit(): Answer {
    this.settings.inbox.remove(this.snapshot.filter((_, i) => this.deleted.has(i + 1)).map(({ uid }) => uid))
    return { say: '+OK Bye', next: 'close' }
  }
}

function multiline(text: string): string {
  return `+OK\n${text.replaceAll('\r\n', '\n').replace(/\n$/, '').replace(/^\./gm, '..')}\n.`
}

function bodyLines(text: string, count: number): string {
  return text.slice(headerOf(text).length).split('\r\n').slice(0, count).join('\r\n')
}
