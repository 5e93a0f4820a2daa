import { once } from 'node:events'
import { extname } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { Subject } from '../../harness/subject.ts'
import type { StartedSubject } from '../catalogue-server.ts'

/**
 * Starts the reference server in a thread of its own, as other servers have a process of their own: it answers while
 * whoever judges it is busy, on another core. Dispose it to end the thread. Throws what starting it throws.
 */
export async function startReferenceThread({ signal }: { signal?: AbortSignal } = {}): Promise<StartedSubject> {
  // arguments of Node that are about our own entry point, such as --input-type, are not for this one
  const file = new URL(`./thread${extname(import.meta.filename)}`, import.meta.url)
  const thread = new Worker(file, { execArgv: [] })
  const stop = async () => void (await thread.terminate())
  try {
    const [subject] = (await once(thread, 'message', { signal })) as [Subject]
    return { ...subject, [Symbol.asyncDispose]: stop }
  } catch (error) {
    await stop()
    throw error
  }
}
