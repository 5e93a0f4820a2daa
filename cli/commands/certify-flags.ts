import type { ClientFlags } from '../options/client-command.ts'
import type { EvidenceFlags } from '../options/evidence.ts'
import type { ReporterFlags } from '../options/reporters.ts'
import type { ShardFlags } from '../options/shard.ts'
import type { WaiverFlags } from '../waivers/waiving.ts'

/** The options of `mailtls certify` as commander hands them over. */
export interface CertifyFlags extends ClientFlags, EvidenceFlags, ReporterFlags, ShardFlags, WaiverFlags {
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
  allow?: string[]
  allowUndecided?: true
  dryRun?: true
  timeout?: string
  timeLimit?: string
  concurrency?: string
}
