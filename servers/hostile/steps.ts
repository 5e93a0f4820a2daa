import { failureOf } from '../../harness/wire/tls-session.ts'
import { firstFlight } from './first-flight.ts'
import type { HostilePatch, AnyReference } from './hostile.ts'

/** What is done in the place of what is due; the connection is closed then. `line` is the command that is not answered. */
export type Act = (server: AnyReference, line: string) => void | Promise<void>

type Handshake = (server: AnyReference, usual: () => ReturnType<AnyReference['handshake']>) => Promise<boolean>

/** Does something in the place of a handshake, or behind it, where `before` comes out well. */
function handshake(before: Handshake) {
  return (act: Act): HostilePatch =>
    (Base) =>
      class extends Base {
        override async handshake() {
          if (await before(this, () => super.handshake())) await act(this, '')
          return failureOf({ plaintext: Buffer.alloc(0) })
        }
      }
}

/** Does something instead of answering a command: in cleartext, or inside TLS. */
function answer(insideTls: boolean) {
  return (act: Act): HostilePatch =>
    (Base) =>
      class extends Base {
        override async answer(line: string) {
          if (this.tls !== insideTls) return await super.answer(line)
          await act(this, line)
          return { say: '', next: 'close' } as const
        }
      }
}

/** Reads the ClientHello, and sends such a part of what it is answered with. */
async function answersHello(server: AnyReference, part: number): Promise<boolean> {
  const flight = await firstFlight(server.peer, server.tlsOptions())
  server.peer.send(flight.subarray(0, part * flight.length))
  return flight.length > 0
}

/** The steps of a dialogue: at each of them a hostile server may do something else than what is due. */
export const at = {
  /** instead of the greeting, or of any handshake */
  accept:
    (act: Act): HostilePatch =>
    (Base) =>
      class extends Base {
        override async serve() {
          try {
            await act(this, '')
          } finally {
            this.peer.close()
          }
        }
      },
  /** instead of an answer to the first command */
  firstCommand: answer(false),
  /** instead of the go-ahead to STARTTLS or STLS */
  upgrade:
    (act: Act): HostilePatch =>
    (Base) =>
      class extends Base {
        override async startTls(goAhead: string) {
          await act(this, goAhead)
          return false
        }
      },
  /** behind the go-ahead, and before anything of TLS was read */
  handshake: handshake(async () => true),
  /** instead of an answer to the ClientHello */
  clientHello: handshake(async ({ peer }) => (await peer.bytes()).length > 0),
  /** in the middle of the answer to the ClientHello */
  flight: handshake((server) => answersHello(server, 0.5)),
  /** instead of the answer to what the client sends then */
  finished: handshake((server) => answersHello(server, 1)),
  /** behind a handshake that came out well */
  secured: handshake(async (_server, usual) => (await usual()).ok),
  /** instead of an answer to the first command inside TLS */
  insideTls: answer(true),
} as const satisfies Record<string, (act: Act) => HostilePatch>

export type Step = keyof typeof at
