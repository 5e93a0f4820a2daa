import { type Answer, LineServer } from './line-server.ts'
import { nameSignedBy } from './client-certificate.ts'

interface Transaction {
  from: string
  to: string[]
}

const notBeforeTls = '530 5.7.0 Must issue a STARTTLS command first'
const tooWeak = '554 5.7.1 Command refused due to lack of security'

/**
 * The reference SMTP and submission server, conforming to every clause of RFC 3207 that shows on the wire and strict
 * where RFC 5321 allows it, so that each bug can be seen. It delivers to its one mailbox by dropping the message.
 */
export class SmtpServer extends LineServer {
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

  /** Settled by the handshake: whether the security achieved is enough to go on (section 4.1). */
  secureEnough(): boolean {
    return this.settings.clientCertificates !== 'required' || this.certifiedName() !== undefined
  }

  /** The name in the client's certificate, where one is accepted and its issuer is trusted. */
  certifiedName(): string | undefined {
    const { clientCertificates, clientAuthority } = this.settings
    const certificate = this.peer.tls?.peerCertificate
    return clientCertificates === 'ignored' || !certificate ? undefined : nameSignedBy(clientAuthority, certificate)
  }

  ehlo(name: string): Answer {
    if (name === '') return '501 5.5.4 Syntax: EHLO hostname'
    this.helo = name
    this.transaction = undefined
    const lines = [`${this.settings.domain} greets ${name}`, ...this.extensions()]
    return lines.map((line, i) => `250${i < lines.length - 1 ? '-' : ' '}${line}`).join('\n')
  }

  extensions(): string[] {
    const mechanisms = this.mechanisms()
    return [
      'PIPELINING',
      '8BITMIME',
      'ENHANCEDSTATUSCODES',
      ...(this.offersStartTls() ? ['STARTTLS'] : []),
      ...(mechanisms.length > 0 ? [`AUTH ${mechanisms.join(' ')}`] : []),
    ]
  }

  offersStartTls(): boolean {
    return !this.tls && this.settings.tls !== undefined
  }

  mechanisms(): string[] {
    if (!this.tls && !this.settings.authBeforeTls && this.settings.setUp !== 'user-barred') return []
    return ['PLAIN', ...(this.certifiedName() ? ['EXTERNAL'] : [])]
  }

  helloOld(name: string): Answer {
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
    const response = initial ?? (await this.challenge())
    if (response === '*') return '501 5.7.0 Authentication cancelled'
    const decoded = response === '=' ? '' : Buffer.from(response, 'base64').toString()
    const user = mechanism.toUpperCase() === 'EXTERNAL' ? this.external(decoded) : this.plain(decoded)
    if (user === undefined) return '535 5.7.8 Authentication credentials invalid'
    this.user = user
    return '235 2.7.0 Authentication successful'
  }

  async challenge(): Promise<string> {
    this.say('334 ')
    return await this.peer.line()
  }

  /** RFC 4616; the user who is barred from cleartext login gets the same refusal for any password (RFC 8314, 4.1). */
  plain(response: string): string | undefined {
    const { user, password } = this.settings.account
    if (!this.tls && this.settings.setUp === 'user-barred') return undefined
    const [authorize = '', authenticate, given] = response.split('\0')
    return authenticate === user && given === password && (authorize === '' || authorize === user) ? user : undefined
  }

  /** RFC 4422, appendix A: the identity comes from the certificate and nobody may act as somebody else. */
  external(authorize: string): string | undefined {
    const { user } = this.settings.account
    if (this.certifiedName() !== this.settings.certifiedName) return undefined
    return authorize === '' || authorize === user ? user : undefined
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
    while ((await this.peer.line()) !== '.');
    this.transaction = undefined
    return '250 2.0.0 Message accepted'
  }

  rset(): Answer {
    this.transaction = undefined
    return '250 2.0.0 OK'
  }

  unknown(_line: string): Answer {
    return '500 5.5.2 Command not recognized'
  }
}
