import { smtpServerOf } from './start.ts'

export const smtpServer = smtpServerOf('smtp-server', 'smtp-server, a library for Node')
