import type { CatalogueClient } from './catalogue-client.ts'
import { curl } from './curl/client.ts'
import { exim } from './exim/client.ts'
import { fetchmail } from './fetchmail/client.ts'
import { imapflow135 } from './imapflow-1.3.5/client.ts'
import { imapflow } from './imapflow/client.ts'
import { mbsync } from './mbsync/client.ts'
import { mpop } from './mpop/client.ts'
import { msmtp } from './msmtp/client.ts'
import { nodemailer } from './nodemailer/client.ts'
import { postfix } from './postfix/client.ts'
import { sNail } from './s-nail/client.ts'
import { ssmtp } from './ssmtp/client.ts'
import { swaks } from './swaks/client.ts'

/** Every client that mailtls knows how to start. */
export const clients: readonly CatalogueClient[] = [
  curl,
  msmtp,
  mpop,
  fetchmail,
  mbsync,
  sNail,
  swaks,
  ssmtp,
  postfix,
  exim,
  nodemailer,
  imapflow,
  imapflow135,
]
