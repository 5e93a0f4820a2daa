import type { ClientFlags } from '../options/client-command.ts'
import type { ShardFlags } from '../options/shard.ts'

/** The options of `mailtls certify` as commander hands them over. */
export interface CertifyFlags extends ClientFlags, ShardFlags {
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
  evidence?: string[]
  waivers?: string
  updateWaivers?: true
  allow?: string[]
  allowUndecided?: true
  dryRun?: true
  timeout?: string
  timeLimit?: string
  concurrency?: string
}
