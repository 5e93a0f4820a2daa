import { between, type Random } from './random.ts'

/** The process stands still now and then, for so many ms at most. Dispose it to end that. */
export function standStillNowAndThen(longestMs: number, random: Random): Disposable {
  if (longestMs === 0) return { [Symbol.dispose]() {} }
  const still = new Int32Array(new SharedArrayBuffer(4))
  const standStill = () => void Atomics.wait(still, 0, 0, between(random, 1, longestMs))
  const timer = setInterval(() => random() < 0.3 && standStill(), 50)
  return { [Symbol.dispose]: () => clearInterval(timer) }
}
