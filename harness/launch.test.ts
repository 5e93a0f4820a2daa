import { describe, expect, test } from 'vitest'
import { launch } from './launch.ts'
import { listenWith } from './testing/listener.ts'

/** Elsewhere nothing is known of what descends from a command. */
const onLinux = process.platform === 'linux'
const forever = new AbortController().signal

function node(script: string, ...args: string[]) {
  return { file: process.execPath, arguments: ['-e', script, ...args] }
}

function shell(script: string, ...args: string[]) {
  return { file: 'sh', arguments: ['-c', script, 'sh', ...args] }
}

/** A script that takes no notice of SIGTERM, connects to a port, says so, and stays. */
const lives = `process.on('SIGTERM', () => {})
  require('net').connect(process.argv[1], '127.0.0.1', () => console.log('alive'))`

/** Tells when somebody lives that connects to it, and when that one is gone. */
async function watch() {
  const [alive, gone] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const watcher = await listenWith((socket) => {
    alive.resolve()
    socket.resume().once('end', gone.resolve).once('error', gone.resolve)
  })
  return {
    port: String(watcher.port),
    alive: alive.promise,
    gone: gone.promise,
    [Symbol.asyncDispose]: () => watcher[Symbol.asyncDispose](),
  }
}

describe.concurrent('A command that is run once', () => {
  test('tells its exit code, and what it printed in the order of arrival', async ({ expect }) => {
    const script = `console.log('one'); process.stdout.write('', () => { console.error('two'); process.exitCode = 3 })`
    expect(await launch(node(script), forever)).toEqual({ exitCode: 3, output: 'one\ntwo\n' })
  })

  test('gets its arguments as they are, and nothing to read', async ({ expect }) => {
    const script = `process.stdin.on('data', () => {}).on('end', () => console.log(JSON.stringify(process.argv.slice(1))))`
    const { output } = await launch(node(script, 'a b', `'"$HOME`, ''), forever)
    expect(JSON.parse(output)).toEqual(['a b', `'"$HOME`, ''])
  })

  test('that is not there, or may not be executed, was not started', async ({ expect }) => {
    expect(await launch({ file: './nonesuch', arguments: [] }, forever)).toEqual({
      ended: 'not-started',
      output: './nonesuch cannot be run: there is no such command (ENOENT)',
    })
    expect(await launch({ file: import.meta.filename, arguments: [] }, forever)).toEqual({
      ended: 'not-started',
      output: `${import.meta.filename} cannot be run: it may not be executed (EACCES)`,
    })
  })

  test('that a signal ends has no exit code', async ({ expect }) => {
    expect(await launch(shell('echo oh; kill -SEGV $$'), forever)).toMatchObject({ ended: 'by-signal', output: 'oh\n' })
  })

  test('is not started when the time is over already', async ({ expect }) => {
    expect(await launch(shell('echo started'), AbortSignal.abort())).toEqual({ ended: 'by-us', output: '' })
  })

  test('is ended with its children when the time is over, though they take no notice', async ({ expect }) => {
    await using watcher = await watch()
    const over = new AbortController()
    const command = shell(`trap '' TERM; "$1" -e "$2" "$3"; sleep 60`, process.execPath, lives, watcher.port)
    const launched = launch(command, over.signal)
    await watcher.alive
    over.abort()
    expect(await launched).toMatchObject({ ended: 'by-us' })
    await watcher.gone
  })

  test('that goes on saying something is heard to the end, and what it said first is kept', async ({ expect }) => {
    const script = `const line = 'x'.repeat(99) + '\\n'; for (let i = 0; i < 30000; i++) process.stdout.write(line)`
    const { exitCode, output } = await launch(node(script), forever)
    expect({ exitCode, length: output.length }).toEqual({ exitCode: 0, length: 1_000_000 })
  })
})

test('A command that prints without end is ended, which says why', async () => {
  const { output, ...how } = await launch(shell('yes 1>&2'), forever)
  expect(how).toEqual({ ended: 'by-us', why: 'it printed more than 4000000 bytes' })
  expect(output).toHaveLength(1_000_000)
})

describe.concurrent('What a command leaves behind is ended with it', () => {
  const goesOn = { ended: 'by-us', why: 'it ended and left a connection to what it had started', output: '' }
  const leavesBehind = (detached: boolean, env = 'process.env') => `
    const options = { detached: ${detached}, stdio: ['ignore', 'pipe', 'inherit'], env: ${env} }
    const child = require('child_process').spawn(process.execPath, ['-e', process.argv[2], process.argv[1]], options)
    child.stdout.once('data', () => process.exit(0))`

  test('in its own process group', async ({ expect }) => {
    await using watcher = await watch()
    const launched = await launch(node(leavesBehind(false), watcher.port, lives), forever)
    expect(launched).toEqual(onLinux ? goesOn : { exitCode: 0, output: '' })
    await watcher.gone
  })

  test.skipIf(!onLinux)('in a session of its own', async ({ expect }) => {
    await using watcher = await watch()
    const launched = await launch(node(leavesBehind(true), watcher.port, lives), forever)
    expect(launched).toEqual(goesOn)
    await watcher.gone
  })

  test.skipIf(!onLinux)('without its environment, as long as it has its output', async ({ expect }) => {
    await using watcher = await watch()
    const launched = await launch(node(leavesBehind(true, '{}'), watcher.port, lives), forever)
    expect(launched).toEqual({ exitCode: 0, output: '' })
    await watcher.gone
  })
})

test('Who leaves nothing but a daemon without a connection has ended by itself', async () => {
  expect(await launch(shell('setsid sleep 60 & exit 3'), forever)).toEqual({ exitCode: 3, output: '' })
})

test('Launches side by side do not end each other', async () => {
  const long = launch(shell('sleep 0.3; echo done'), forever)
  await Promise.all([1, 2, 3].map(() => launch(shell('setsid sleep 60 & exit 0'), forever)))
  expect(await long).toEqual({ exitCode: 0, output: 'done\n' })
})
