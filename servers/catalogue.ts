import { aiosmtpd } from './aiosmtpd/server.ts'
import type { CatalogueServer } from './catalogue-server.ts'
import { courier } from './courier/server.ts'
import { cyrus } from './cyrus/server.ts'
import { dovecot } from './dovecot/server.ts'
import { exim } from './exim/server.ts'
import { opensmtpd } from './opensmtpd/server.ts'
import { postfix } from './postfix/server.ts'
import { reference } from './reference/server.ts'
import { sendmail } from './sendmail/server.ts'
import { smtpServer318 } from './smtp-server-3.18/server.ts'
import { smtpServer } from './smtp-server/server.ts'
import { twisted } from './twisted/server.ts'

/** Every server that mailtls knows how to start. */
export const servers: readonly CatalogueServer[] = [
  reference,
  postfix,
  exim,
  dovecot,
  cyrus,
  courier,
  sendmail,
  opensmtpd,
  aiosmtpd,
  twisted,
  smtpServer,
  smtpServer318,
]
