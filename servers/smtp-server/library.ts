import type { EventEmitter } from 'node:events'
import { createRequire } from 'node:module'
import type net from 'node:net'
import { join } from 'node:path'
import type tls from 'node:tls'

/** The options that are used here of those that smtp-server has; its older versions come without types. */
export interface SmtpServerOptions extends tls.TlsOptions {
  name?: string
  logger?: false
  /** TLS comes first */
  secure?: boolean
  /** MAIL without AUTH */
  authOptional?: boolean
  /** AUTH without TLS */
  allowInsecureAuth?: boolean
  maxAllowedUnauthenticatedCommands?: number
  disableReverseLookup?: boolean
  /** ms for open connections to end in when the server closes */
  closeTimeout?: number
  onAuth?: (
    given: { username?: string; password?: string | null },
    session: Session,
    callback: (error: Error | null, response: { user?: string }) => void,
  ) => void
  onRcptTo?: (recipient: { address: string }, session: Session, callback: (error?: Error) => void) => void
}

interface Session {
  /** what onAuth answered */
  user?: unknown
  /** whether TLS is running */
  secure: boolean
}

interface Library {
  SMTPServer: new (options: SmtpServerOptions) => EventEmitter & {
    listen: (port: number, host: string) => net.Server
    close: (callback: () => void) => void
  }
}

/** The smtp-server that is installed in a folder. */
export function loadLibrary(folder: string): Library {
  return createRequire(join(folder, 'package.json'))('smtp-server') as Library
}
