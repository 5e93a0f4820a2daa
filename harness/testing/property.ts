import * as fc from 'fast-check'
import type { Arbitrary } from 'fast-check'
import { expect, test } from 'vitest'
import { isMailtlsError } from '../errors.ts'

declare module 'vitest' {
  interface TaskMeta {
    /** what a property was tried on, and the CPU time of that in ms */
    property?: { runs: number; seed: number; cpuMs: number }
  }
}

/** In the environment: how many inputs to try, and the seed that they are drawn with. */
export const runsVariable = 'MAILTLS_PROPERTY_RUNS'
export const seedVariable = 'MAILTLS_PROPERTY_SEED'

const runs = process.env[runsVariable]
/** the same inputs each time, unless others are asked for: no change is to fail by what it has no part in */
const seed = Number(process.env[seedVariable] ?? 1)

/** How many inputs are tried. */
interface Amount {
  /** unless somebody asks for a number of them */
  usual?: number
  /** the part of that number that is tried, where an input takes long */
  share?: number
}

/** For what goes over real sockets. */
export const overSockets: Amount = { usual: 100, share: 1 / 5 }
/** For what is read from a file. */
export const fromFiles: Amount = { usual: 200, share: 1 / 5 }

/** Characters, and the CPU time in ms that so many may take: what is linear takes a tenth of it at most. */
const length = { usual: 128 * 1024, greatest: 1024 * 1024 }
const usualCpuMs = 1000

/**
 * A test that tries a property on inputs drawn from arbitraries, shrinks what fails to something small, and tells how to
 * try the same inputs again.
 */
export function property<Inputs extends [unknown, ...unknown[]]>(
  title: string,
  arbitraries: { [I in keyof Inputs]: Arbitrary<Inputs[I]> },
  holds: (...inputs: Inputs) => unknown,
  { usual = 2000, share = 1, shrinks = true }: Amount & { shrinks?: boolean } = {},
): void {
  const numRuns = runs === undefined ? usual : Math.max(1, Math.round(Number(runs) * share))
  // oxlint-disable-next-line vitest/expect-expect -- it throws what fast-check tells
  test(title, { timeout: runs === undefined ? 60_000 : 3_600_000 }, async ({ task }) => {
    const tried = fc.asyncProperty(...arbitraries, async (...inputs: Inputs) => void (await holds(...inputs)))
    const start = process.cpuUsage()
    const details = await fc.check(tried, { numRuns, seed, endOnFailure: !shrinks })
    task.meta.property = { runs: details.numRuns, seed: details.seed, cpuMs: cpuMsSince(start) }
    if (!details.failed) return
    const number = runs === undefined ? '' : `${runsVariable}=${runs} `
    const again = `${seedVariable}=${details.seed} ${number}npx vitest run ${task.file.name}`
    const report = await fc.asyncDefaultReportMessage(details)
    throw new Error(`${report}\n\nTo try the same again: ${again}`, { cause: details.errorInstance })
  })
}

/**
 * The property that so much of these tokens, in whatever pattern, takes no longer than its length explains: an expression
 * that goes back over its input again and again would be at it for seconds or minutes.
 */
export function takesAnyLength(
  tokens: readonly string[],
  read: (text: string) => unknown,
  { usual = 30, share = 1 / 100 }: Amount = {},
): void {
  const token = fc.constantFrom(...tokens)
  const end = fc.option(token, { nil: '' })
  const again = fc.array(token, { minLength: 1, maxLength: 3 }).map((pieces) => pieces.join(''))
  const lengths = fc.oneof({ arbitrary: fc.constant(length.usual), weight: 19 }, fc.constant(length.greatest))
  property(
    'Up to a megabyte of what it looks for takes no longer than its length explains',
    [end, again, end, lengths],
    async (before, again, after, characters) => {
      const text = `${before}${again.repeat(Math.ceil(characters / again.length))}${after}`
      const start = process.cpuUsage()
      await outcomeOf(() => read(text))
      expect(cpuMsSince(start), 'ms of CPU time').toBeLessThan((usualCpuMs * characters) / length.usual)
    },
    { usual, share, shrinks: false },
  )
}

function cpuMsSince(start: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(start)
  return (user + system) / 1000
}

/** What came of reading something: a value, or an error of ours, which says what is wrong. Any other error is thrown. */
export async function outcomeOf<T>(
  read: () => T | Promise<T>,
): Promise<{ value: T } | { code: string; message: string }> {
  try {
    return { value: await read() }
  } catch (error) {
    if (!isMailtlsError(error)) throw error
    const { code, message } = error
    return { code, message }
  }
}
