import type { AccountRequest } from '../../harness/client.ts'
import type { Resolver } from '../../harness/dns/resolver.ts'
import type { Peer } from '../../harness/peer.ts'
import type { Language } from '../../harness/subject.ts'
import { Accounts } from './accounts.ts'
import type { Launch } from './converse.ts'
import { Directory } from './directory.ts'
import { ImapSession } from './imap-session.ts'
import { Pop3Session } from './pop3-session.ts'
import type { Session, SessionParts } from './session.ts'
import { SmtpSession } from './smtp-session.ts'
import { Verifier } from './verifier.ts'

/** A class of sessions: the reference's, or what patches have made of it. */
export type SessionClass<S extends Session = Session> = new (peer: Peer, parts: SessionParts) => S

interface SessionsOf {
  smtp: SmtpSession
  imap: ImapSession
  pop3: Pop3Session
}

/** What the reference client is made of. */
export interface Classes extends Record<Language, SessionClass> {
  smtp: SessionClass<SmtpSession>
  imap: SessionClass<ImapSession>
  pop3: SessionClass<Pop3Session>
  verifier: new () => Verifier
  directory: new (resolver: Resolver | undefined, signal: AbortSignal) => Directory
  accounts: new (request: AccountRequest, launch: Launch) => Accounts
}

/** What is changed in the reference client, by overriding what it does. `session` is changed in all three languages. */
export type Patch = { [Part in keyof Classes]?: (Base: Classes[Part]) => Classes[Part] } & { session?: CommonPatch }

/** A patch that makes the same change whatever the protocol. */
export type CommonPatch = (Base: SessionClass) => SessionClass

/** The classes of the reference, with a patch where there is one. */
export function classesWith(patch: Patch = {}): Classes {
  const session = <L extends Language>(language: L, Base: SessionClass<SessionsOf[L]>): SessionClass<SessionsOf[L]> => {
    const common = patch.session ? (patch.session(Base) as SessionClass<SessionsOf[L]>) : Base
    const own = patch[language] as ((Base: SessionClass<SessionsOf[L]>) => SessionClass<SessionsOf[L]>) | undefined
    return own ? own(common) : common
  }
  return {
    smtp: session('smtp', SmtpSession),
    imap: session('imap', ImapSession),
    pop3: session('pop3', Pop3Session),
    verifier: patch.verifier?.(Verifier) ?? Verifier,
    directory: patch.directory?.(Directory) ?? Directory,
    accounts: patch.accounts?.(Accounts) ?? Accounts,
  }
}
