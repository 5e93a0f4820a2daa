/** What plaintext behind STARTTLS or STLS must not do: RFC 9051 says it best, and RFC 2595 has TLS begin right there. */
export const plaintextClauses = { 'imap-server': ['imp-rfc9051-6.2.1-3'], 'pop3-server': ['imp-rfc2595-4-d2'] } as const

/** Nobody is logged in when TLS has been started: the state stays the one before a login. */
export const stateClauses = { 'imap-server': ['imp-rfc3501-6.2.1-d1'], 'pop3-server': ['imp-rfc2595-4-d1'] } as const
