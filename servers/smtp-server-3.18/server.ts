import { smtpServerOf } from '../smtp-server/start.ts'

export const smtpServer318 = smtpServerOf(
  'smtp-server-3.18',
  'smtp-server 3.18.5, known for its faults around STARTTLS',
)
