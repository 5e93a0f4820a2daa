import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { skipsNothing } from '../../../harness/testing/needs.ts'

/** A network of its own, with nothing in it but the mail servers of example.org and their resolver. */
export interface ExampleNetwork extends AsyncDisposable {
  /** the words before a command that is to run there */
  inside: readonly string[]
}

const hosts = '127.0.0.1 localhost\n127.0.0.1 mail.example.org example.org\n'

/** Whether this machine lets us make one: Linux, as root. Under CI it has to, so that nothing is skipped there. */
export function canMakeNetwork(): boolean {
  if (skipsNothing) return true
  try {
    execFileSync('unshare', ['--net', '--mount', 'true'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

/** Starts the servers of example.org in a network of their own; `folder` gets ca.pem. Dispose it to end them. */
export async function startExampleNetwork(folder: string): Promise<ExampleNetwork> {
  const file = join(folder, 'hosts')
  writeFileSync(file, hosts)
  const set = `ip link set lo up && ip address add 192.0.2.53/32 dev lo && mount --bind ${file} /etc/hosts`
  const server = join(import.meta.dirname, 'example-org.ts')
  const run = `${set} && exec ${process.execPath} ${server} ${join(folder, 'ca.pem')}`
  const child = spawn('unshare', ['--net', '--mount', 'bash', '-c', run], { stdio: ['ignore', 'pipe', 'inherit'] })
  await firstOutput(child)
  return {
    inside: ['nsenter', `--target=${child.pid}`, '--net', '--mount', `--wd=${folder}`],
    async [Symbol.asyncDispose]() {
      child.kill()
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
    },
  }
}

async function firstOutput(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`expected the servers of example.org to start, but they ended with ${code}`)
  })
  await Promise.race([once(child.stdout!, 'data'), ended])
}
