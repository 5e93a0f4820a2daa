/** The account, the mailbox and the names that every server of the catalogue is set up with; their configurations name them too. */
export const account = {
  user: 'test',
  password: 'correct-horse',
  /** the one address that takes mail */
  mailbox: 'mailbox@example.org',
  /** the common name of the client certificate that stands for the account */
  certifiedName: 'test@example.org',
} as const

/** The names in that client certificate. */
export const accountNames = { cn: account.certifiedName, email: [account.certifiedName] }
