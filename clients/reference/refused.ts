/** Ends a session that must not go on, or that the server will not go on with; the message is for the user. */
export class Refused extends Error {}

/** The server shows a certificate that is not accepted. */
export class Untrusted extends Refused {
  /** its SHA-256, in hex */
  readonly certificate: string
  constructor(message: string, certificate: string) {
    super(message)
    this.certificate = certificate
  }
}

/** The server takes none of the user names with this password. */
export class LoginRefused extends Refused {}
