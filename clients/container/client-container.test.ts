import { createServer } from 'node:net'
import { once } from 'node:events'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { needsEngine, skippedWithout } from '../../harness/testing/needs.ts'
import { type ClientContainer, startClientContainer } from './client-container.ts'

const lacking = skippedWithout(await needsEngine())

const forever = new AbortController().signal

/** Leaves a child that has become a daemon, in a session of its own, and says its number. */
const daemonize = 'setsid sh -c "setsid sleep 1000 & echo \\$!" '

describe.skipIf(lacking)(`A client in the container${lacking}`, () => {
  let container: ClientContainer
  beforeAll(async () => {
    container = await startClientContainer()
  }, 300_000)
  afterAll(() => container?.[Symbol.asyncDispose]())

  const execute = async (argv: string[], signal = forever, profile = 'profile') =>
    await container.execute({ argv }, profile, signal)

  /** Resolves to false once there is no such process in the container. */
  const lives = async (pid: string) => (await execute(['test', '-e', `/proc/${pid.trim()}`])).exitCode === 0

  test('finds its files, its input and its environment', async () => {
    const command = {
      argv: ['sh', '-c', 'cat greeting -; echo "$WHO"; echo gone >&2; exit 3'],
      files: { greeting: 'héllo\r\n' },
      input: 'from stdin\n',
      environment: { WHO: 'me' },
    }
    const expected = { exitCode: 3, output: 'héllo\r\nfrom stdin\nme\ngone\n' }
    expect(await container.execute(command, 'profile', forever)).toEqual(expected)
  })

  test('has a folder to itself, and keeps nothing but its profile', async () => {
    await execute(['sh', '-c', 'echo kept > ~/memory; echo lost > here'], forever, 'a profile')
    expect(await execute(['sh', '-c', 'ls; cat ~/memory'], forever, 'a profile')).toEqual({
      exitCode: 0,
      output: 'kept\n',
    })
    expect((await execute(['cat', '.memory'], forever, 'another')).exitCode).toBe(1)
  })

  test('that is not there has not started', async () => {
    const output = 'No such file or directory: no-such-client\n'
    expect(await execute(['no-such-client'])).toEqual({ ended: 'not-started', output })
  })

  test('that ends by a signal has no exit code', async () => {
    expect(await execute(['sh', '-c', 'kill -9 $$'])).toEqual({ ended: 'by-signal', output: '' })
  })

  test('that hangs is ended with all its children, and what it has said is known', async () => {
    const signal = AbortSignal.timeout(1000)
    const { ended, output } = await execute(['sh', '-c', `trap "" TERM; ${daemonize}; sleep 1000`], signal)
    expect(ended).toBe('by-us')
    expect(output).toMatch(/^\d+\n$/)
    expect(await lives(output)).toBe(false)
  })

  test('that leaves a daemon behind is at its end, and so is the daemon', async () => {
    const { exitCode, output } = await execute(['sh', '-c', daemonize])
    expect(exitCode).toBe(0)
    expect(await lives(output)).toBe(false)
  })

  test('that was to be ended before it began is not started', async () => {
    expect(await execute(['true'], AbortSignal.abort())).toEqual({ ended: 'by-us', output: '' })
  })

  test('that prints without an end is kept short, and ended', async () => {
    const { ended, output } = await execute(['yes'], AbortSignal.timeout(500))
    expect(ended).toBe('by-us')
    expect(output).toHaveLength(1 << 20)
  })

  test('runs beside many others', async () => {
    const numbers = Array.from({ length: 20 }, (_, i) => `${i}`)
    const outcomes = await Promise.all(numbers.map((number) => execute(['sh', '-c', `echo ${number} > x; cat x`])))
    expect(outcomes.map(({ output }) => output)).toEqual(numbers.map((number) => `${number}\n`))
  })

  test('reaches a server of ours by the name that it is told', async () => {
    const { address, host } = container.reaches
    const server = createServer((socket) => socket.end('220 hello\r\n')).listen(0, address)
    await once(server, 'listening')
    const { port } = server.address() as { port: number }
    const { output } = await execute(['curl', '-sS', '--max-time', '5', `telnet://${host}:${port}`])
    server.close()
    expect(output).toBe('220 hello\r\n')
  })

  test('shares the container with whoever else starts it', async () => {
    await using second = await startClientContainer()
    expect(second.digest).toBe(container.digest)
    await execute(['touch', '/seen'])
    const argv = ['test', '-e', '/seen']
    expect(await second.execute({ argv }, 'profile', forever)).toMatchObject({ exitCode: 0 })
  })
})
