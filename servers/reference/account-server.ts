import { nameSignedBy } from './client-certificate.ts'
import { LineServer } from './line-server.ts'

/** A SASL exchange: what its challenges and responses look like is up to the protocol. */
export interface Exchange {
  mechanism: string
  /** base64, or `=` for an empty one (RFC 4954, section 4; RFC 5034, section 4) */
  initial?: string
  /** asks for a response with an empty challenge, and reads it */
  challenge: () => Promise<string>
}

/** What SMTP, IMAP and POP3 have in common about who the client is: SASL, client certificates, and when they count. */
export abstract class AccountServer extends LineServer {
  /** Settled by the handshake: whether the security achieved is enough to go on (RFC 3207, section 4.1). */
  secureEnough(): boolean {
    return this.settings.clientCertificates !== 'required' || this.certifiedName() !== undefined
  }

  /** The name in the client's certificate, where one is accepted and its issuer is trusted. */
  certifiedName(): string | undefined {
    const { clientCertificates, clientAuthority } = this.settings
    const certificate = this.peer.tls?.peerCertificate
    return clientCertificates === 'ignored' || !certificate ? undefined : nameSignedBy(clientAuthority, certificate)
  }

  offersStartTls(): boolean {
    return !this.tls && this.settings.tls !== undefined
  }

  /** Whether a password may be sent now; the user who is barred is refused later, whatever the password. */
  takesPasswords(): boolean {
    return this.tls || this.settings.authBeforeTls || this.settings.setUp === 'user-barred'
  }

  /** SASL mechanisms that may be used now. */
  mechanisms(): string[] {
    return this.takesPasswords() ? ['PLAIN', ...(this.certifiedName() ? ['EXTERNAL'] : [])] : []
  }

  /** SASL mechanisms, as they are listed. */
  listedMechanisms(): string[] {
    return this.mechanisms()
  }

  /** Runs a SASL exchange: who is logged in then, or why nobody is. */
  async sasl({ mechanism, initial, challenge }: Exchange): Promise<{ user: string } | 'cancelled' | 'refused'> {
    const response = initial ?? (await challenge())
    if (response === '*') return 'cancelled'
    const decoded = response === '=' ? '' : Buffer.from(response, 'base64').toString()
    const user = mechanism === 'EXTERNAL' ? this.external(decoded) : this.plain(decoded)
    return user === undefined ? 'refused' : { user }
  }

  /** RFC 4616. */
  plain(response: string): string | undefined {
    const [authorize = '', authenticate = '', given = ''] = response.split('\0')
    const user = this.withPassword(authenticate, given)
    return authorize === '' || authorize === user ? user : undefined
  }

  /** The user who is barred from cleartext login gets the same refusal for any password (RFC 8314, section 4.1). */
  withPassword(user: string, password: string): string | undefined {
    const { account, setUp } = this.settings
    if (!this.tls && setUp === 'user-barred') return undefined
    return user === account.user && password === account.password ? user : undefined
  }

  /** RFC 4422, appendix A: the identity comes from the certificate and nobody may act as somebody else. */
  external(authorize: string): string | undefined {
    const { user } = this.settings.account
    if (this.certifiedName() !== this.settings.certifiedName) return undefined
    return authorize === '' || authorize === user ? user : undefined
  }
}
