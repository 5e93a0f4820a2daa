import { MailtlsError } from './errors.ts'

/** Does some work the first time that a key is asked for; what comes of it, be it a failure, serves all who ask. */
export type Once = <T>(key: string, work: () => Promise<T>) => Promise<T>

/**
 * What is done once in a run, for all of its checks. What can be disposed of is, when this is; a check that was given up and
 * still goes on gets nothing more: its promise is rejected with MailtlsError `interrupted`.
 */
export class Shared implements AsyncDisposable {
  readonly #done = new Map<string, Promise<unknown>>()
  #isOver = false

  readonly once: Once = <T>(key: string, work: () => Promise<T>) => {
    if (this.#isOver) return Promise.reject(new MailtlsError('interrupted', 'the run is over'))
    const doing = (this.#done.get(key) as Promise<T> | undefined) ?? work()
    this.#done.set(key, doing)
    return doing
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#isOver = true
    const all = await Promise.allSettled(this.#done.values())
    const disposables = all.flatMap((each) =>
      each.status === 'fulfilled' && isDisposable(each.value) ? [each.value] : [],
    )
    await Promise.all(disposables.map((each) => each[Symbol.asyncDispose]()))
  }
}

function isDisposable(value: unknown): value is AsyncDisposable {
  return typeof value === 'object' && value !== null && Symbol.asyncDispose in value
}
