import { type ChildProcess, spawn } from 'node:child_process'
import { bin } from './bundled.ts'

export interface Ended {
  exitCode: number | null
  stdout: string
  stderr: string
}

/** A command line of mailtls that runs as a process of its own. */
export interface Running {
  child: ChildProcess
  ended: Promise<Ended>
  /** the first line on stdout */
  firstLine: Promise<string>
}

interface Options {
  env?: Record<string, string>
  cwd?: string
  /** arguments for Node */
  node?: readonly string[]
}

export function start(args: readonly string[], { env, cwd, node = [] }: Options = {}): Running {
  const { FORCE_COLOR: _force, NO_COLOR: _no, ...inherited } = process.env
  const child = spawn(process.execPath, [...node, bin, ...args], {
    cwd,
    env: { ...inherited, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const said = { stdout: '', stderr: '' }
  const { promise: firstLine, resolve: heard } = Promise.withResolvers<string>()
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said.stdout += text
    if (said.stdout.includes('\n')) heard(said.stdout.split('\n')[0]!)
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said.stderr += text))
  const ended = new Promise<Ended>((resolve) => {
    child.once('close', (exitCode) => {
      heard('')
      resolve({ exitCode, ...said })
    })
  })
  return { child, ended, firstLine }
}

/** Runs a command line to its end. */
export async function mailtls(args: readonly string[], options?: Options): Promise<Ended> {
  return await start(args, options).ended
}
