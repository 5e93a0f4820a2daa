import { setMaxListeners } from 'node:events'
import { MailtlsError } from './errors.ts'

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
