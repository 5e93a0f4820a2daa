import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { Task } from './soak-one.ts'
import type { FromWorker, ToWorker } from './worker.ts'

/** How many tasks a thread has at a time: most of it is waiting for what the noise delays. */
const lanes = 6

/**
 * Has tasks done by so many threads, and tells of each as it is done. The signal ends it early: what was begun is cut
 * short. Throws where a thread breaks down.
 */
export async function doAll(
  tasks: readonly Task[],
  threads: number,
  signal: AbortSignal,
  done: (task: Task, outcome: FromWorker) => void,
): Promise<void> {
  const left = tasks.entries()
  await Promise.all(
    Array.from({ length: threads }, async () => {
      const worker = new Worker(new URL('./worker.ts', import.meta.url))
      const post = (message: ToWorker) => worker.postMessage(message)
      const stop = () => post('stop')
      signal.addEventListener('abort', stop, { once: true })
      const broken = once(worker, 'exit').then(() => {
        throw new Error('expected a thread to go on, but it has ended')
      })
      const lane = async () => {
        for (const [id, task] of left) {
          if (signal.aborted) return
          const answer = answerOf(worker, id)
          post({ id, task })
          done(task, await answer)
        }
      }
      await Promise.race([broken, Promise.all(Array.from({ length: lanes }, lane))])
      signal.removeEventListener('abort', stop)
      await Promise.allSettled([broken, worker.terminate()])
    }),
  )
}

async function answerOf(worker: Worker, id: number): Promise<FromWorker> {
  const { promise, resolve } = Promise.withResolvers<FromWorker>()
  const hear = (message: FromWorker) => message.id === id && resolve(message)
  worker.on('message', hear)
  return await promise.finally(() => worker.off('message', hear))
}
