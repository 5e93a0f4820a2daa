import { createHash } from 'node:crypto'
import { once } from 'node:events'
import type { Socket } from 'node:net'
import { isMailtlsError, MailtlsError } from '../../harness/errors.ts'
import type { Launched } from '../../harness/launch.ts'
import type { Listener } from '../../harness/subject.ts'
import { dial } from '../../harness/wire/dial.ts'

/** A command to run in the container. It is started in a fresh folder that holds its files, and finds its profile as $HOME. */
export interface Command {
  argv: readonly string[]
  /** contents by file name */
  files?: Readonly<Record<string, string>>
  /** what it reads on stdin; nothing by default */
  input?: string
  environment?: Readonly<Record<string, string>>
}

/** How long the launcher may take to end a client and to say what it has printed. */
const endedWithinMs = 3000

/**
 * Has the launcher (image/launcher.py) run a command and waits until it has ended. When `signal` ends, it is ended with
 * all that descends from it. Throws `set-up-failed` if the container is gone.
 */
export async function launch(launcher: Listener, command: Command, profile: string, signal: AbortSignal) {
  const { argv, files = {}, input = '', environment = {} } = command
  // a folder of this machine becomes one in the container
  const name = createHash('sha256').update(profile).digest('hex').slice(0, 16)
  const asked = JSON.stringify({ argv, files, input, environment, profile: name })
  const unlaunched: Launched = { ended: 'by-us', output: '' }
  if (signal.aborted) return unlaunched
  try {
    const answer = await converse(await dial(launcher, signal), asked, signal)
    return JSON.parse(answer) as Launched
  } catch (cause) {
    if (isMailtlsError(cause) && signal.aborted) return unlaunched
    throw new MailtlsError('set-up-failed', 'expected the container of the clients to run a command, but it is gone', {
      cause,
    })
  }
}

/** Sends the request and reads until the launcher has answered; what comes behind the request ends the launch. */
async function converse(socket: Socket, asked: string, signal: AbortSignal): Promise<string> {
  let said = ''
  let timer: NodeJS.Timeout | undefined
  const end = () => {
    socket.write('end\n')
    timer = setTimeout(() => socket.destroy(new Error('the launcher does not answer')), endedWithinMs)
  }
  signal.addEventListener('abort', end, { once: true })
  try {
    socket.setEncoding('utf8').on('data', (text: string) => (said += text))
    socket.write(`${asked}\n`)
    if (signal.aborted) end()
    await once(socket, 'end')
  } finally {
    clearTimeout(timer)
    signal.removeEventListener('abort', end)
    socket.destroy()
  }
  // its greeting comes first
  return said.slice(said.indexOf('\n') + 1)
}
