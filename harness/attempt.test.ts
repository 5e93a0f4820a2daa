import { describe, expect, test } from 'vitest'
import type { CheckDefinition } from './check.ts'
import { closedPort, listenWith } from './testing/listener.ts'
import { smallSmtpServer } from './testing/small-smtp-server.ts'
import { tried } from './testing/tried.ts'

type Definition = CheckDefinition<string, 'smtp-server'>

describe('A check', () => {
  test('passes when it comes to its end, and tells what was said', async () => {
    await using server = await smallSmtpServer()
    const result = await tried(server, {
      async run({ connect, expect, role }) {
        const smtp = await connect()
        expect((await smtp.command('NOOP')).code === 250, 'NOOP is refused')
        expect(role === 'smtp-server', role)
      },
    })
    expect(result).toMatchObject({
      key: 'small/check@smtp#default',
      id: 'small/check',
      kind: 'decides',
      decides: ['rfc3207-4-1'],
      role: 'smtp-server',
      endpoint: 'smtp',
      setUp: 'default',
      verdict: 'pass',
      dialogue: ['S: 220 small.example.org', 'C: NOOP', 'S: 250 ok'],
      replay: 'mailtls certify --server small --check small/check',
    })
    expect(result.reason).toBeUndefined()
    expect(result.seen).toBeUndefined()
    expect(result.durationMs).toBeGreaterThan(0)
  })

  test('fails with its sentence, and goes no further', async () => {
    await using server = await smallSmtpServer()
    const result = await tried(server, {
      async run({ connect, expect }) {
        const smtp = await connect()
        expect(false, 'NOOP is refused')
        await smtp.command('NOOP')
      },
    })
    expect(result).toMatchObject({ verdict: 'fail', reason: { code: 'violation', text: 'NOOP is refused' } })
    expect(result.dialogue).toEqual(['S: 220 small.example.org'])
  })

  test('does not apply where it says so', async () => {
    await using server = await smallSmtpServer()
    const result = await tried(server, { run: async ({ notApplicable }) => notApplicable('no TLS, no clause') })
    expect(result).toMatchObject({
      verdict: 'not-applicable',
      reason: { code: 'not-applicable', text: 'no TLS, no clause' },
    })
  })

  test('that throws is our own error, with the place where', async () => {
    await using server = await smallSmtpServer()
    const result = await tried(server, {
      async run() {
        throw new TypeError('undefined is not a function')
      },
    })
    expect(result).toMatchObject({ verdict: 'error', reason: { code: 'internal' } })
    expect(result.reason?.text).toContain('undefined is not a function')
    expect(result.reason?.text).toContain('attempt.test.ts')
  })

  test('that throws what is no error is one all the same', async () => {
    await using server = await smallSmtpServer()
    const run = () => Promise.reject('a string') // oxlint-disable-line typescript/prefer-promise-reject-errors
    expect(await tried(server, { run })).toMatchObject({ verdict: 'error', reason: { text: 'a string' } })
  })

  test('notes what it saw last, whatever its verdict', async () => {
    await using server = await smallSmtpServer()
    const result = await tried(server, {
      async run({ seen, expect }) {
        seen('refused')
        seen('discarded', { code: 220 })
        expect(false, 'but')
      },
    })
    expect(result).toMatchObject({ verdict: 'fail', seen: { outcome: 'discarded', code: 220 } })
  })
})

describe('A check is inconclusive', () => {
  test('where it says so', async () => {
    await using server = await smallSmtpServer()
    const result = await tried(server, { run: async ({ inconclusive }) => inconclusive('why', 'provide this') })
    expect(result).toMatchObject({ verdict: 'inconclusive', reason: { code: 'why', text: 'provide this' } })
  })

  test('where a precondition of it ends so', async () => {
    await using server = await smallSmtpServer()
    const result = await tried(server, { run: async ({ connect }) => void (await (await connect()).startTls()) })
    expect(result).toMatchObject({ verdict: 'inconclusive', reason: { code: 'starttls-not-offered' } })
  })

  test('where the port is closed, as when it was looked at, and not for the number of connections', async () => {
    const run = async ({ dial }: { dial: () => Promise<unknown> }) => void (await dial())
    const result = await tried(await closedPort(), { run, evenUnreached: true })
    expect(result).toMatchObject({
      verdict: 'inconclusive',
      reason: { code: 'connection-refused', text: expect.stringMatching(/but the port is closed$/) },
    })
  })

  test('where a server that greeted before turns away', async () => {
    await using server = await smallSmtpServer({ greeting: (number) => (number === 1 ? '220 here' : undefined) })
    expect(await tried(server, { run: async ({ connect }) => void (await connect()) })).toMatchObject({
      verdict: 'inconclusive',
      reason: { code: 'rate-limited', text: expect.stringMatching(/lower --concurrency$/) },
    })
  })

  test('where the port is closed, without being begun', async () => {
    let begun = false
    const run = async () => void (begun = true)
    const result = await tried(await closedPort(), { run })
    expect(result).toMatchObject({ verdict: 'inconclusive', reason: { code: 'connection-refused' }, dialogue: [] })
    expect(begun).toBe(false)
  })

  test('where the connection ends, and where another protocol is spoken', async () => {
    await using server = await smallSmtpServer({ answers: (line) => (line === 'NOOP' ? 'hello?' : undefined) })
    const ask = (command: string) =>
      tried(server, {
        async run({ connect }) {
          const smtp = await connect()
          await smtp.command(command)
          await smtp.command('RSET')
        },
      })
    expect(await ask('QUIT')).toMatchObject({ verdict: 'inconclusive', reason: { code: 'ended' } })
    expect(await ask('NOOP')).toMatchObject({ verdict: 'inconclusive', reason: { code: 'not-the-protocol' } })
  })

  test('where its set-up is not there, with advice', async () => {
    await using server = await smallSmtpServer()
    const result = await tried(server, { setUp: 'tls-required' })
    expect(result).toMatchObject({
      key: 'small/check@smtp#tls-required',
      verdict: 'inconclusive',
      reason: { code: 'set-up-missing', text: expect.stringContaining('"tls-required"') },
    })
  })

  test('but not where the default set-up will do', async () => {
    await using server = await smallSmtpServer()
    const run: Definition['run'] = async ({ expect, setUp }) => expect(setUp === 'default', setUp)
    expect(await tried(server, { setUp: 'tls-required', orDefault: true, run })).toMatchObject({
      key: 'small/check@smtp#default',
      setUp: 'default',
      verdict: 'pass',
    })
  })

  test.each([
    ['account', 'account', { run: async ({ account }) => void account() }],
    ['client certificate', 'client-certificate', { run: async ({ clientCertificate }) => void clientCertificate() }],
  ] as [string, string, Partial<Definition>][])('where it needs a missing %s', async (what, code, definition) => {
    await using server = await smallSmtpServer()
    expect(await tried(server, definition)).toMatchObject({
      verdict: 'inconclusive',
      reason: { code: `${code}-missing`, text: expect.stringContaining(`no ${what} was given: name one`) },
    })
  })
})

describe('What could do harm', () => {
  const harms = ['failed-logins', 'sends-mail'] as const

  test('is not run unless it is allowed, all of it', async () => {
    await using server = await smallSmtpServer()
    expect(await tried(server, { harms }, { allow: ['sends-mail'] })).toMatchObject({
      verdict: 'inconclusive',
      reason: {
        code: 'not-allowed',
        text: 'this check is marked failed-logins: allow it with --allow failed-logins',
      },
    })
    expect(await tried(server, { harms }, { allow: [] })).toMatchObject({
      reason: { text: expect.stringContaining('--allow failed-logins --allow sends-mail') },
    })
    expect(server.taken).toBe(0)
    expect(await tried(server, { harms }, { allow: harms })).toMatchObject({ verdict: 'pass' })
  })

  test('is asked for only after a harmless look has found something to test', async () => {
    await using server = await smallSmtpServer()
    const ended: string[] = []
    const definition = (goesOn: boolean): Partial<Definition> => ({
      harms,
      async precondition({ connect, notApplicable }) {
        await connect()
        if (!goesOn) notApplicable('nothing to test')
      },
      run: async () => void ended.push('run'),
    })
    expect(await tried(server, definition(false), { allow: [] })).toMatchObject({ verdict: 'not-applicable' })
    expect(await tried(server, definition(true), { allow: [] })).toMatchObject({ reason: { code: 'not-allowed' } })
    expect(ended).toEqual([])
    expect(await tried(server, definition(true))).toMatchObject({ verdict: 'pass' })
    expect(ended).toEqual(['run'])
  })

  test('is not done where that look is enough', async () => {
    await using server = await smallSmtpServer()
    const definition: Partial<Definition> = {
      harms,
      precondition: async () => false,
      run: async ({ expect }) => expect(false, 'run all the same'),
    }
    expect(await tried(server, definition, { allow: [] })).toMatchObject({ verdict: 'pass' })
  })
})

describe('The account', () => {
  const account = { user: 'user', password: 'right one' }
  const answers = (line: string) => (line.startsWith('AUTH') ? '535 5.7.8 no right one here' : undefined)

  test('that is let in lets the check go on', async () => {
    await using server = await smallSmtpServer({ answers: (line) => (line.startsWith('AUTH') ? '235 in' : undefined) })
    const run: Definition['run'] = async ({ connect, logIn }) => logIn(await connect())
    expect(await tried(server, { run }, { account })).toMatchObject({ verdict: 'pass' })
  })

  test('that is refused makes it inconclusive, and the reason does not show the password', async () => {
    await using server = await smallSmtpServer({ answers })
    const run: Definition['run'] = async ({ connect, logIn }) => logIn(await connect())
    const result = await tried(server, { run }, { account })
    expect(result).toMatchObject({ verdict: 'inconclusive', reason: { code: 'login-refused' } })
    expect(JSON.stringify(result)).not.toContain('right one')
    expect(result.reason?.text).toContain('<redacted>')
  })

  test('stays secret in what a check says and has seen', async () => {
    await using server = await smallSmtpServer({ answers })
    const result = await tried(
      server,
      {
        async run({ connect, seen, expect }) {
          const reply = await (await connect()).command('AUTH PLAIN =')
          seen(`${reply}`, { text: `${reply}`, code: reply.code })
          expect(false, `the answer is "${reply}"`)
        },
      },
      { account },
    )
    expect(JSON.stringify(result)).not.toContain('right one')
    expect(result.seen).toEqual({ outcome: '535 5.7.8 no <redacted> here', text: expect.any(String), code: 535 })
  })
})

describe('Connections', () => {
  test('are all closed when the check is over, and are one dialogue each', async () => {
    await using server = await smallSmtpServer()
    const result = await tried(server, {
      async run({ connect }) {
        const [first, second] = [await connect(), await connect()]
        await second.command('NOOP')
        await first.command('RSET')
      },
    })
    expect(result.dialogue).toEqual([
      'S: 220 small.example.org',
      'C: RSET',
      'S: 500 what?',
      'S: 220 small.example.org',
      'C: NOOP',
      'S: 250 ok',
    ])
  })

  test('that a check has let alone are ended behind it', async () => {
    const ended = Promise.withResolvers<void>()
    await using server = await listenWith((socket, number) => {
      socket.write('220 here\r\n')
      socket.on('data', () => socket.write('250 ok\r\n'))
      if (number === 2) socket.once('end', ended.resolve)
    })
    expect(await tried(server, { run: async ({ connect }) => void (await connect()) })).toMatchObject({
      verdict: 'pass',
    })
    await expect(ended.promise).resolves.toBeUndefined()
  })

  test('can be had as another host, where the subject knows one', async () => {
    await using server = await smallSmtpServer()
    const run: Definition['run'] = async ({ connectFromElsewhere, expect }) => {
      const smtp = await connectFromElsewhere?.()
      expect(smtp?.name === '[127.0.0.2]', `we are ${smtp?.name}`)
    }
    expect(await tried(server, { run }, { elsewhere: '127.0.0.2' })).toMatchObject({ verdict: 'pass' })
    expect(await tried(server, { run })).toMatchObject({ verdict: 'fail', reason: { text: 'we are undefined' } })
  })
})
