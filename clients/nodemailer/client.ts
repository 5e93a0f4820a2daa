import { join } from 'node:path'
import { npmClient } from '../npm/npm-client.ts'

export const nodemailer = npmClient({
  name: 'nodemailer',
  description: 'nodemailer, a library for Node',
  library: 'nodemailer',
  speaks: { smtp: ['implicit', 'starttls-required', 'starttls-if-possible', 'cleartext', 'default'] },
  program: join(import.meta.dirname, 'submit'),
})
