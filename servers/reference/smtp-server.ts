import { randomUUID } from 'node:crypto'
import { AccountServer } from './account-server.ts'
import type { Answer } from './line-server.ts'

interface Transaction {
  from: string
  to: string[]
}

const notBeforeTls = '530 5.7.0 Must issue a STARTTLS command first'
const tooWeak = '554 5.7.1 Command refused due to lack of security'

/**
 * The reference SMTP and submission server, conforming to every clause of RFC 3207 that shows on the wire and strict
 * where RFC 5321 allows it, so that each bug can be seen. It delivers to its one mailbox, and drops other mail.
 */
export class SmtpServer extends AccountServer {
  helo?: string
  transaction?: Transaction

  override forget(): void {
    super.forget()
    this.helo = undefined
    this.transaction = undefined
  }

  override greeting(): string {
    return `220 ${this.settings.domain} ESMTP`
  }

  override answer(line: string): Answer | Promise<Answer> {
    const [, verb = '', argument = ''] = /^([A-Za-z]*)(?: (.*))?$/s.exec(line) ?? []
    const command = verb.toUpperCase()
    const refusal = this.policy(command)
    if (refusal) return refusal
    switch (command) {
      case 'EHLO':
        return this.ehlo(argument)
      case 'HELO':
        return this.helloOld(argument)
      case 'STARTTLS':
        return this.starttls(argument)
      case 'AUTH':
        return this.auth(argument)
      case 'MAIL':
        return this.mail(argument)
      case 'RCPT':
        return this.rcpt(argument)
      case 'DATA':
        return this.data()
      case 'RSET':
        return this.rset()
      case 'NOOP':
        return '250 2.0.0 OK'
      case 'VRFY':
        return '252 2.0.0 Cannot VRFY user'
      case 'HELP':
        return '214 2.0.0 See RFC 5321'
      case 'QUIT':
        return { say: '221 2.0.0 Bye', next: 'close' }
      default:
        return this.unknown(line)
    }
  }

  /** What security demands before a command is looked at: TLS (section 4), a client certificate (section 4.1). */
  policy(command: string): string | undefined {
    if (this.mustStartTls() && !['NOOP', 'EHLO', 'STARTTLS', 'QUIT'].includes(command)) return notBeforeTls
    if (this.tls && !this.secureEnough() && command !== 'QUIT') return tooWeak
    return undefined
  }

  mustStartTls(): boolean {
    const { tlsRequired } = this.settings
    if (this.tls) return false
    return typeof tlsRequired === 'boolean' ? tlsRequired : !this.peer.remoteAddress.endsWith(tlsRequired.sparing)
  }

  ehlo(name: string): Answer {
    if (name === '' || !isSayable(name)) return '501 5.5.4 Syntax: EHLO hostname'
    this.helo = name
    this.transaction = undefined
    const lines = [`${this.settings.domain} greets ${name}`, ...this.extensions()]
    return lines.map((line, i) => `250${i < lines.length - 1 ? '-' : ' '}${line}`).join('\n')
  }

  extensions(): string[] {
    const mechanisms = this.listedMechanisms()
    return [
      'PIPELINING',
      '8BITMIME',
      'ENHANCEDSTATUSCODES',
      ...(this.offersStartTls() ? ['STARTTLS'] : []),
      ...(mechanisms.length > 0 ? [`AUTH ${mechanisms.join(' ')}`] : []),
    ]
  }

  helloOld(name: string): Answer {
    if (!isSayable(name)) return '501 5.5.4 Syntax: HELO hostname'
    this.helo = name
    this.transaction = undefined
    return `250 ${this.settings.domain}`
  }

  starttls(parameter: string): Answer | Promise<Answer> {
    if (parameter !== '') return '501 5.5.4 Syntax error (no parameters allowed)'
    if (this.tls) return '503 5.5.1 TLS is already active'
    if (!this.settings.tls) return '454 4.7.0 TLS not available'
    return { say: '220 2.0.0 Ready to start TLS', next: 'start-tls' }
  }

  async auth(argument: string): Promise<Answer> {
    const [mechanism = '', initial] = argument.split(' ')
    if (this.user !== undefined || this.transaction) return '503 5.5.1 AUTH is not possible now'
    if (!this.mechanisms().includes(mechanism.toUpperCase())) return '504 5.5.4 Unrecognized authentication type'
    const outcome = await this.sasl({ mechanism: mechanism.toUpperCase(), initial, challenge: () => this.challenge() })
    if (outcome === 'cancelled') return '501 5.7.0 Authentication cancelled'
    if (outcome === 'refused') return '535 5.7.8 Authentication credentials invalid'
    this.user = outcome.user
    return '235 2.7.0 Authentication successful'
  }

  async challenge(): Promise<string> {
    this.say('334 ')
    return await this.peer.line()
  }

  mail(argument: string): Answer {
    const [, from] = /^FROM:\s*<([^>]*)>/i.exec(argument) ?? []
    if (from === undefined) return '501 5.5.4 Syntax: MAIL FROM:<address>'
    if (!this.helo) return '503 5.5.1 Send EHLO first'
    if (this.transaction) return '503 5.5.1 Nested MAIL command'
    if (this.settings.authRequired && this.user === undefined) return '530 5.7.0 Authentication required'
    this.transaction = { from, to: [] }
    return '250 2.1.0 OK'
  }

  rcpt(argument: string): Answer {
    const [, to] = /^TO:\s*<([^>]+)>/i.exec(argument) ?? []
    if (to === undefined) return '501 5.5.4 Syntax: RCPT TO:<address>'
    if (!this.transaction) return '503 5.5.1 Send MAIL first'
    if (!this.takesMailFor(to)) return '550 5.7.1 Relaying denied'
    this.transaction.to.push(to)
    return '250 2.1.5 OK'
  }

  takesMailFor(address: string): boolean {
    const { mailbox } = this.settings
    return this.user !== undefined || address.toLowerCase() === mailbox.toLowerCase()
  }

  async data(): Promise<Answer> {
    if (!this.transaction?.to.length) return '503 5.5.1 Send RCPT first'
    this.say('354 End data with <CRLF>.<CRLF>')
    const lines: string[] = []
    for (let line = await this.peer.line(); line !== '.'; line = await this.peer.line()) {
      lines.push(line.startsWith('.') ? line.slice(1) : line)
    }
    this.deliver([this.received(), ...lines, ''].join('\r\n'))
    this.transaction = undefined
    return '250 2.0.0 Message accepted'
  }

  deliver(message: string): void {
    const { mailbox, inbox } = this.settings
    if (this.transaction?.to.some((to) => to.toLowerCase() === mailbox.toLowerCase())) inbox.deliver(message)
  }

  /** The trace field: RFC 5321, section 4.4, with the tls clause of RFC 8314, section 4.3. */
  received(): string {
    const { to } = this.transaction!
    const clauses = [
      `from ${this.helo} ([${this.peer.remoteAddress}])`,
      `by ${this.settings.domain}`,
      `with ${this.protocolName()}`,
      `id ${randomUUID()}`,
      ...(to.length === 1 ? [`for <${to[0]}>`] : []),
      ...this.tlsClause(),
    ]
    return `Received: ${clauses.join('\r\n ')}; ${new Date().toUTCString().replace('GMT', '+0000')}`
  }

  /** RFC 3848. */
  protocolName(): string {
    return `ESMTP${this.tls ? 'S' : ''}${this.user === undefined ? '' : 'A'}`
  }

  tlsClause(): string[] {
    return this.peer.tls ? [`tls ${this.peer.tls.suite}`] : []
  }

  rset(): Answer {
    this.transaction = undefined
    return '250 2.0.0 OK'
  }

  unknown(_line: string): Answer {
    return '500 5.5.2 Command not recognized'
  }
}

/** Whether it can be repeated, in a reply and in the trace field: without control characters. */
function isSayable(name: string): boolean {
  return /^[ -~\x80-\xff]*$/.test(name)
}
