/** The servers that `startServer` knows: the embedded reference, and real ones. */
export const serverNames = [
  'reference',
  'postfix',
  'exim',
  'dovecot',
  'cyrus',
  'courier',
  'sendmail',
  'opensmtpd',
  'aiosmtpd',
  'twisted',
  'smtp-server',
  'smtp-server-3.18',
] as const
export type ServerName = (typeof serverNames)[number]

/** The clients that `startClient` knows: the embedded reference, and real ones. */
export const clientNames = [
  'reference',
  'curl',
  'msmtp',
  'mpop',
  'fetchmail',
  'mbsync',
  's-nail',
  'swaks',
  'ssmtp',
  'postfix',
  'exim',
  'nodemailer',
  'imapflow',
  'imapflow-1.3.5',
] as const
export type ClientName = (typeof clientNames)[number]
