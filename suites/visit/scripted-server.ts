import net, { type AddressInfo } from 'node:net'
import type { Recording } from '../../harness/recording.ts'
import type { Settings } from '../../servers/reference/settings.ts'
import { type Patches, type Scene, sceneOf } from './scene.ts'

/** One server, while it is listening. */
export interface ScriptedServer extends AsyncDisposable {
  port: number
  sessions: Scene['sessions']
  excess: Scene['excess']
}

/** Serves the reference with patches on a free port of an address. `signal` ends every connection. */
export async function serve(
  patches: Patches | undefined,
  { address, ...rest }: { settings: Settings; address: string; recording: Recording; signal: AbortSignal },
): Promise<ScriptedServer> {
  const scene = sceneOf(patches, rest)
  const stage = await openStage(address)
  stage.play(scene)
  return {
    port: stage.port,
    sessions: scene.sessions,
    excess: scene.excess,
    async [Symbol.asyncDispose]() {
      scene.end()
      await stage[Symbol.asyncDispose]()
    },
  }
}

/** A port that stays, whatever is served there. */
export interface Stage extends AsyncDisposable {
  port: number
  /** Has connections served like this from now on, or reset. */
  play: (scene: Scene | undefined) => void
}

/** Listens on a free port of an address; who connects while nothing is played is reset. */
export async function openStage(address: string): Promise<Stage> {
  let playing: Scene | undefined
  const listener = net.createServer({ allowHalfOpen: true, noDelay: true }, (socket) => {
    if (playing) playing.accept(socket)
    else socket.resetAndDestroy()
  })
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  listener.once('error', reject).listen(0, address, resolve)
  await promise
  const closed = new Promise<void>((done) => void listener.once('close', () => done()))
  return {
    port: (listener.address() as AddressInfo).port,
    play: (scene) => void (playing = scene),
    async [Symbol.asyncDispose]() {
      listener.close()
      await closed
    },
  }
}
