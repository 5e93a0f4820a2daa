import { parentPort } from 'node:worker_threads'
import { traceOf } from '../../harness/errors.ts'
import { type Soak, soakOne, type Task } from './soak-one.ts'

/** What a worker is told: to do a task, by its number, or to come to an end. */
export type ToWorker = { id: number; task: Task } | 'stop'

/** What a worker tells of a task. */
export type FromWorker = { id: number } & ({ soak: Soak } | { failure: string })

const stop = new AbortController()
parentPort!.on('message', (message: ToWorker) => {
  if (message === 'stop') return stop.abort()
  const { id, task } = message
  soakOne(task, stop.signal).then(
    (soak) => tell({ id, soak }),
    (error: unknown) => tell({ id, failure: traceOf(error) }),
  )
})

function tell(message: FromWorker): void {
  parentPort!.postMessage(message)
}
