import type net from 'node:net'
import { setMaxListeners } from 'node:events'
import { MailtlsError } from '../../harness/errors.ts'
import type { Recording } from '../../harness/recording.ts'
import { type Language, type Protocol, protocols } from '../../harness/subject.ts'
import type { ServerClass } from '../../servers/bugs/bug.ts'
import type { CommonPatch } from '../../servers/bugs/family.ts'
import type { ImapServer } from '../../servers/reference/imap-server.ts'
import type { LineServer } from '../../servers/reference/line-server.ts'
import type { Pop3Server } from '../../servers/reference/pop3-server.ts'
import { serverClassFor } from '../../servers/reference/server-class.ts'
import type { Settings } from '../../servers/reference/settings.ts'
import type { SmtpServer } from '../../servers/reference/smtp-server.ts'
import { type Session, sessionOf } from './visit.ts'
import { WatchedPeer } from './watched-peer.ts'
import { withLiterals } from './with-literals.ts'
import { withLogin } from './with-login.ts'

/** What is changed in the reference server before a client meets it: the same for all, or by language. */
export type Patches = CommonPatch | { [L in Language]?: (Base: ServerClass<ServersOf[L]>) => ServerClass<ServersOf[L]> }

interface ServersOf {
  smtp: SmtpServer
  imap: ImapServer
  pop3: Pop3Server
}

/** Whoever connects more often in one launch finds nobody there. */
const maximumConnections = 50

/** Whoever says more in one launch, in bytes, is cut off: no dialogue about TLS takes as much. */
const maximumHeard = 256 * 1024

/** How connections are served, and what came of them. */
export interface Scene {
  accept: (socket: net.Socket) => void
  /** Tells what the connections were; to be called when the client is gone, whose own are at their end then. */
  sessions: () => Promise<Session[]>
  /** Ends all connections. */
  end: () => void
}

/** Serves connections as the reference with patches does, into a recording of their own. `signal` ends every connection. */
export function sceneOf(
  patches: Patches | undefined,
  { settings, recording, signal }: { settings: Settings; recording: Recording; signal: AbortSignal },
): Scene {
  const { protocol } = settings
  const { language } = protocols[protocol]
  const Server = patched(protocol, patches)
  const stop = new AbortController()
  const ended = AbortSignal.any([stop.signal, signal])
  setMaxListeners(0, ended)
  const served: { peer: WatchedPeer; server: LineServer; connection: number; over: Promise<void> }[] = []
  let heard = 0
  return {
    accept(socket) {
      if (served.length === maximumConnections) {
        socket.resetAndDestroy()
        return
      }
      socket.on('data', ({ length }: Buffer) => {
        heard += length
        if (heard > maximumHeard) socket.resetAndDestroy()
      })
      const connection = served.length + 1
      const peer = new WatchedPeer(socket, { side: 'S', recording, signal: ended, protocol })
      const server = new Server(peer, settings)
      served.push({ peer, server, connection, over: server.serve() })
    },
    async sessions() {
      const over = Promise.all(served.map((each) => each.over))
      // a server that pauses takes no notice of the end before its pause is over
      const patience = setTimeout(() => stop.abort(new MailtlsError('ended', 'the client is gone')), 500)
      await over.finally(() => clearTimeout(patience))
      return served.map(({ peer, server, connection }) => sessionOf(peer, server, connection, language))
    },
    end: () => stop.abort(),
  }
}

function patched(
  protocol: Protocol,
  patches: Patches | undefined,
): new (peer: WatchedPeer, settings: Settings) => LineServer {
  const { language } = protocols[protocol]
  const Reference = serverClassFor(protocol)
  const Base = {
    smtp: () => forAnybody(withLogin(Reference as ServerClass<SmtpServer>)),
    imap: () => withLiterals(Reference as ServerClass<ImapServer>),
    pop3: () => Reference,
  }[language]() as ServerClass<never>
  const patch = typeof patches === 'function' ? patches : patches?.[language]
  return patch ? (patch as (Class: ServerClass<never>) => ServerClass)(Base) : Base
}

/** Takes mail for whoever the client was told to send it to. */
function forAnybody(Base: ServerClass<SmtpServer>): ServerClass<SmtpServer> {
  return class extends Base {
    override takesMailFor(): boolean {
      return true
    }

    override deliver(message: string): void {
      this.settings.inbox.deliver(message)
    }
  }
}
