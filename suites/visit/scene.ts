import type net from 'node:net'
import { setMaxListeners } from 'node:events'
// oxlint-disable-next-line no-restricted-imports -- a turn of the event loop, in which what has come is taken in
import { setImmediate as turn } from 'node:timers/promises'
import { MailtlsError } from '../../harness/errors.ts'
import type { Recording } from '../../harness/recording.ts'
import { type Language, type Protocol, protocols } from '../../harness/subject.ts'
import type { CommonPatch } from '../../servers/bugs/family.ts'
import type { ImapServer } from '../../servers/reference/imap-server.ts'
import type { LineServer, ServerClass } from '../../servers/reference/line-server.ts'
import type { Pop3Server } from '../../servers/reference/pop3-server.ts'
import { serverClassFor } from '../../servers/reference/server-class.ts'
import type { Settings } from '../../servers/reference/settings.ts'
import type { SmtpServer } from '../../servers/reference/smtp-server.ts'
import { together } from './together.ts'
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

/** Whoever goes beyond one of these in one launch is cut off: no dialogue about TLS takes as much. */
const most = { connections: 50, bytes: 128 * 1024, commands: 100 }

/** How connections are served, and what came of them. */
export interface Scene {
  accept: (socket: net.Socket) => void
  /** Tells what the connections were; to be called when the client is gone, whose own are at their end then. */
  sessions: () => Promise<Session[]>
  /** What the client did so much of that it was cut off, as a clause. */
  excess: () => string | undefined
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
  const stop = new AbortController()
  const ended = AbortSignal.any([stop.signal, signal])
  setMaxListeners(0, ended)
  const served: { peer: WatchedPeer; server: LineServer; connection: number; over: Promise<void> }[] = []
  const heard = { bytes: 0, commands: 0 }
  let excess: string | undefined
  const cutOff = (peer: WatchedPeer, what: string) => {
    excess ??= what
    peer.note(`cuts off a client that ${what}`)
    peer.reset()
  }
  const hears = (peer: WatchedPeer) => {
    if (++heard.commands <= most.commands) return true
    cutOff(peer, `sent more than ${most.commands} commands`)
    return false
  }
  const Server = patched(protocol, together(...(patches ? [patches] : []), asking(hears)))
  return {
    accept(socket) {
      if (served.length === most.connections) excess ??= `opened more than ${most.connections} connections`
      if (excess !== undefined) {
        socket.resetAndDestroy()
        return
      }
      const connection = served.length + 1
      const peer = new WatchedPeer(socket, { side: 'S', recording, signal: ended, protocol })
      socket.on('data', ({ length }: Buffer) => {
        heard.bytes += length
        if (heard.bytes > most.bytes) cutOff(peer, `sent more than ${most.bytes} bytes`)
      })
      const server = new Server(peer, settings)
      const over = server.serve()
      // whoever asks for the sessions hears of it
      over.catch(() => {})
      served.push({ peer, server, connection, over })
    },
    excess: () => excess,
    async sessions() {
      // whoever came last and has gone already may not have been let in yet
      await turn()
      const over = Promise.all(served.map((each) => each.over))
      await overOrQuiet(over, () => heard.bytes)
      stop.abort(new MailtlsError('ended', 'the client is gone'))
      await over
      return served.map(({ peer, server, connection }) => sessionOf(peer, server, connection, language))
    },
    end: () => stop.abort(),
  }
}

/** How long nothing comes from a client that is gone before all has come, in ms. */
const quietMs = 500

/**
 * Waits until the servers have done with a client that is gone, or nothing comes for them any more: one that pauses takes
 * no notice of the end before its pause is over.
 */
async function overOrQuiet(over: Promise<unknown>, bytesHeard: () => number): Promise<void> {
  for (let before = -1; before < bytesHeard();) {
    before = bytesHeard()
    const { promise: quiet, resolve } = Promise.withResolvers<'quiet'>()
    // oxlint-disable-next-line no-restricted-globals -- what has come counts, and whoever is gone sends no more
    const timer = setTimeout(() => resolve('quiet'), quietMs)
    // oxlint-disable-next-line no-restricted-properties -- the same
    const what = await Promise.race([over, quiet]).finally(() => clearTimeout(timer))
    if (what !== 'quiet') return
    // what came while we were busy is heard first
    await turn()
  }
}

function patched(protocol: Protocol, patches: Patches): new (peer: WatchedPeer, settings: Settings) => LineServer {
  const { language } = protocols[protocol]
  const Reference = serverClassFor(protocol)
  const Base = {
    smtp: () => forAnybody(withLogin(Reference as ServerClass<SmtpServer>)),
    imap: () => withLiterals(Reference as ServerClass<ImapServer>, most.bytes),
    pop3: () => Reference,
  }[language]() as ServerClass<never>
  const patch = typeof patches === 'function' ? patches : patches[language]
  return patch ? (patch as (Class: ServerClass<never>) => ServerClass)(Base) : Base
}

/** Asks at each command whether it is answered, or the connection is over. */
const asking =
  (hears: (peer: WatchedPeer) => boolean): CommonPatch =>
  (Base) =>
    class extends Base {
      override answer(line: string) {
        // whoever serves a client under test watches it
        return hears(this.peer as WatchedPeer) ? super.answer(line) : { say: '', next: 'close' as const }
      }
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
