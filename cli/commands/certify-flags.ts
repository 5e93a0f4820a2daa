import type { ClientFlags } from '../options/client-command.ts'

/** The options of `mailtls certify` as commander hands them over. */
export interface CertifyFlags extends ClientFlags {
  server?: string
  image?: string
  port?: string[]
  serverCommand?: string
  protocol?: string[]
  client?: string
  domain?: string
  resolver?: string
  config?: string
  user?: string
  passwordEnv?: string
  ca?: string
  serverName?: string
  mailbox?: string
  suite?: string[]
  check?: string[]
  level?: string
  reporter?: string
  reportDir?: string
  allow?: string[]
  allowUndecided?: true
  dryRun?: true
  timeout?: string
  timeLimit?: string
  concurrency?: string
}
