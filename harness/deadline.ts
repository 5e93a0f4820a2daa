import { setMaxListeners } from 'node:events'
import { abortError, MailtlsError } from './errors.ts'

/** A signal that ends with its parent, or after `ms` with a MailtlsError `deadline`. Dispose it to let go of the timer. */
export function deadline(ms: number, parent?: AbortSignal): { signal: AbortSignal } & Disposable {
  const controller = new AbortController()
  setMaxListeners(0, controller.signal) // one for each connection
  const expire = () => controller.abort(new MailtlsError('deadline', `no answer within ${ms} ms`))
  const timer = setTimeout(expire, ms)
  const follow = () => controller.abort(parent?.reason)
  if (parent?.aborted) follow()
  else parent?.addEventListener('abort', follow, { once: true })
  return {
    signal: controller.signal,
    [Symbol.dispose]() {
      clearTimeout(timer)
      parent?.removeEventListener('abort', follow)
    },
  }
}

/**
 * Does some work until the signal ends, then throws what it carries: whatever the work waits for, and also when it takes
 * no notice of the end.
 */
export async function within<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  if (signal.aborted) throw abortError(signal)
  const { promise, reject } = Promise.withResolvers<never>()
  const abort = () => reject(abortError(signal))
  signal.addEventListener('abort', abort, { once: true })
  try {
    return await Promise.race([promise, work()])
  } finally {
    signal.removeEventListener('abort', abort)
  }
}
