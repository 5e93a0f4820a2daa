import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { execa } from 'execa'
import { packageRoot } from '../../harness/package-root.ts'

/** The two ways in which the command is run: as it is published, and in a clone. */
export const ways = { built: 'dist/cli/bin.js', source: 'cli/bin.ts' } as const
export type Way = keyof typeof ways

/** What a command came to; times in ms. */
export interface Ran {
  ms: number
  stdout: string
  /** of all its threads */
  cpuMs: number
  /** its peak */
  rssMb: number
}

/** Why the built command cannot be measured; undefined where it can. */
export function notBuilt(): string | undefined {
  return existsSync(binOf('built')) ? undefined : 'dist/ is not there, "npm run build" makes it'
}

export function binOf(way: Way): string {
  return join(packageRoot(), ways[way])
}

/** Loaded before the command: at its end it tells what it has used, on a channel of its own. */
const tellUsage = `import { writeSync } from 'node:fs'
import { isMainThread } from 'node:worker_threads'
if (isMainThread) process.on('exit', () => writeSync(3, JSON.stringify(process.resourceUsage())))`

/**
 * Runs `mailtls` to its end, in a process of its own, and takes the time from before its start. Throws, with what it has
 * printed, where it ends with another exit code than those expected.
 */
export async function runMailtls(
  args: readonly string[],
  {
    way = 'built',
    expected = [0],
    env = {},
  }: { way?: Way; expected?: readonly number[]; env?: NodeJS.ProcessEnv } = {},
): Promise<Ran> {
  const node = ['--import', `data:text/javascript,${encodeURIComponent(tellUsage)}`, binOf(way)]
  const start = performance.now()
  const ended = await execa(process.execPath, [...node, ...args], {
    reject: false,
    env,
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  })
  const ms = performance.now() - start
  if (ended.exitCode === undefined || !expected.includes(ended.exitCode)) {
    const found = `${ended.exitCode ?? ended.shortMessage}:\n${ended.stdout}\n${ended.stderr}`
    throw new Error(`expected mailtls ${args.join(' ')} to end with ${expected.join(' or ')}, found ${found}`)
  }
  const usage = JSON.parse(ended.stdio[3]) as NodeJS.ResourceUsage
  const cpuMs = (usage.userCPUTime + usage.systemCPUTime) / 1000
  return { ms, stdout: ended.stdout, cpuMs, rssMb: usage.maxRSS / 1024 }
}
