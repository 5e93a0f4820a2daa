import { type Protocol, protocols } from '../../harness/subject.ts'
import type { Change } from '../bugs/bug.ts'
import { ImapServer } from './imap-server.ts'
import type { ServerClass } from './line-server.ts'
import { Pop3Server } from './pop3-server.ts'
import { SmtpServer } from './smtp-server.ts'

/** The class that serves a protocol, with a change where there is one. */
export function serverClassFor(protocol: Protocol, change?: Pick<Change, 'patches'>): ServerClass {
  const Base = { smtp: SmtpServer, imap: ImapServer, pop3: Pop3Server }[protocols[protocol].language] as ServerClass
  const patch = change?.patches[protocol] as ((Class: ServerClass) => ServerClass) | undefined
  return patch ? patch(Base) : Base
}
