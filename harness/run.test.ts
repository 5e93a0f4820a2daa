import type net from 'node:net'
import { beforeAll, describe, expect, test } from 'vitest'
import { type Check, type CheckDefinition, type CheckResult, defineCheck } from './check.ts'
import { run } from './run.ts'
import { serverIdentity } from './testing/identity.ts'
import { closedPort, listenWith } from './testing/listener.ts'
import { smallImapServer } from './testing/small-imap-server.ts'
import { smallPop3Server } from './testing/small-pop3-server.ts'
import { smallSmtpServer } from './testing/small-smtp-server.ts'
import { endpointAt, subjectOf } from './testing/subject.ts'
import type { ServerTls } from './wire/tls-session.ts'

let identity: ServerTls
beforeAll(async () => {
  const { cert, key } = await serverIdentity()
  identity = { cert, key }
})

/** A check that says NOOP, unless told otherwise. */
function checkOf(id: string, definition: Partial<CheckDefinition> = {}): Check {
  return defineCheck({
    id,
    roles: ['smtp-server'],
    decides: ['rfc3207-4-1'],
    purpose: 'it works',
    async run({ connect, expect }) {
      expect((await (await connect()).command('NOOP')).shape === '250', 'NOOP is refused')
    },
    ...definition,
  })
}

const verdictsOf = (results: CheckResult[]) => results.map(({ key, verdict }) => `${key} ${verdict}`)

describe('A run', () => {
  test('gives one result for each check and endpoint whose role it tests', async () => {
    await using server = await smallSmtpServer()
    const endpoints = [endpointAt(server), endpointAt(server, 'submission')]
    const { results } = await run(subjectOf(endpoints), [
      checkOf('mx'),
      checkOf('submission', { roles: ['submission-server'] }),
      checkOf('both', { roles: ['smtp-server', 'submission-server'] }),
      checkOf('client', { roles: ['smtp-client'] }),
    ])
    expect(verdictsOf(results)).toEqual([
      'mx@smtp#default pass',
      'both@smtp#default pass',
      'submission@submission#default pass',
      'both@submission#default pass',
    ])
  })

  test('runs STARTTLS checks on no endpoint where TLS comes first, but knows it', async () => {
    await using server = await smallSmtpServer({ tls: identity, implicitTls: true, extensions: ['SIZE 1'] })
    const subject = subjectOf([endpointAt(server, 'submissions')])
    const outcome = await run(subject, [checkOf('both', { roles: ['submission-server'] })])
    expect(outcome).toMatchObject({ results: [], problems: [], capabilities: { submissions: ['SIZE 1'] } })
  })

  test('runs what sends wrong passwords last, and tells of it where it stands', async () => {
    await using server = await smallSmtpServer()
    const order: string[] = []
    const noted = (id: string): Partial<CheckDefinition> => ({ run: async () => void order.push(id) })
    const checks = [checkOf('a', { ...noted('a'), harms: ['failed-logins'] }), checkOf('b', noted('b'))]
    const { results } = await run(subjectOf([endpointAt(server)], { allow: ['failed-logins'] }), checks)
    expect({ order, told: results.map(({ id }) => id) }).toEqual({ order: ['b', 'a'], told: ['a', 'b'] })
  })

  test('runs checks of implicit TLS where that is, and checks of both everywhere', async () => {
    await using server = await smallSmtpServer({ tls: identity })
    await using first = await smallSmtpServer({ tls: identity, implicitTls: true })
    const subject = subjectOf([endpointAt(server, 'submission'), endpointAt(first, 'submissions')])
    const roles = ['submission-server'] as const
    const checks = [checkOf('first', { roles, ports: 'implicit-tls' }), checkOf('both', { roles, ports: 'any' })]
    expect(verdictsOf((await run(subject, checks)).results)).toEqual([
      'both@submission#default pass',
      'first@submissions#default pass',
      'both@submissions#default pass',
    ])
  })

  test('runs each check in the language of its endpoint, and decides what binds its role', async () => {
    await using imap = await smallImapServer()
    await using pop3 = await smallPop3Server()
    const check = checkOf('login', {
      roles: ['imap-server', 'pop3-server'],
      decides: { 'imap-server': ['a', 'b'], 'pop3-server': ['c'] },
      run: async ({ connect, seen }) => seen((await (await connect()).command('NOOP')).shape),
    })
    const { results } = await run(subjectOf([endpointAt(imap, 'imap'), endpointAt(pop3, 'pop3')]), [check])
    expect(results.map(({ role, decides, seen }) => [role, decides, seen?.outcome])).toEqual([
      ['imap-server', ['a', 'b'], 'm1 OK'],
      ['pop3-server', ['c'], '+OK'],
    ])
  })

  test('runs the operator’s checks once, where there is one', async () => {
    await using server = await smallSmtpServer()
    const checks = [checkOf('server'), checkOf('operator', { roles: ['operator'], run: async () => {} })]
    const subject = subjectOf([endpointAt(server), endpointAt(server, 'submission')])
    expect(verdictsOf((await run(subject, checks)).results)).toEqual(['server@smtp#default pass'])
    const { results } = await run({ ...subject, operator: { name: 'example.org' } }, checks)
    expect(verdictsOf(results)).toEqual(['server@smtp#default pass', 'operator@example.org#default pass'])
  })

  test('runs in chosen places only, and leaves the others alone unless a check needs them', async () => {
    await using chosen = await smallSmtpServer()
    await using other = await smallImapServer()
    await using third = await smallPop3Server()
    const endpoints = [endpointAt(chosen), endpointAt(other, 'imap'), endpointAt(third, 'pop3')]
    const needs = checkOf('needs', {
      roles: ['smtp-server', 'imap-server'],
      run: async ({ beside }) => void (await (await beside('imap'))!.connect()),
    })
    // one connection at a time: a check that holds it must not wait for another one to look at a listener
    const options = { places: ['smtp'], concurrency: 1 }
    const { results, problems } = await run(subjectOf(endpoints), [needs], options)
    expect(verdictsOf(results)).toEqual(['needs@smtp#default pass'])
    expect({ problems, taken: [chosen.taken, other.taken, third.taken] }).toEqual({ problems: [], taken: [1, 2, 0] })
  })

  test('runs the checks of chosen set-ups only', async () => {
    await using server = await smallSmtpServer()
    const subject = subjectOf([endpointAt(server)])
    const checks = [checkOf('a'), checkOf('b', { setUp: 'tls-required' })]
    const { results } = await run(subject, checks, { setUps: ['default'] })
    expect(results.map(({ id }) => id)).toEqual(['a'])
  })

  test('tells each result when it is there, and all of them in the order of the checks', async () => {
    await using server = await smallSmtpServer()
    const told: string[] = []
    const release = Promise.withResolvers<void>()
    const { results } = await run(
      subjectOf([endpointAt(server)]),
      [checkOf('slow', { run: () => release.promise }), checkOf('quick')],
      {
        onResult({ id }) {
          told.push(id)
          release.resolve()
        },
      },
    )
    expect(told).toEqual(['quick', 'slow'])
    expect(results.map(({ id }) => id)).toEqual(['slow', 'quick'])
  })

  test('goes on after a check of ours that throws', async () => {
    await using server = await smallSmtpServer()
    const broken = checkOf('broken', { run: () => Promise.reject(new TypeError('ours')) })
    const { results } = await run(subjectOf([endpointAt(server)]), [broken, checkOf('sound')])
    expect(verdictsOf(results)).toEqual(['broken@smtp#default error', 'sound@smtp#default pass'])
  })
})

describe('An endpoint', () => {
  test('is looked at once for all checks, and its capabilities are kept', async () => {
    await using server = await smallSmtpServer({ extensions: ['PIPELINING'] })
    const checks = ['a', 'b', 'c'].map((id) => checkOf(id))
    const outcome = await run(subjectOf([endpointAt(server)]), checks)
    expect(outcome).toMatchObject({ problems: [], capabilities: { smtp: ['PIPELINING'] } })
    expect(server.taken).toBe(1 + checks.length)
  })

  test('that cannot be spoken to is a problem, once, and makes its checks inconclusive', async () => {
    const subject = subjectOf([endpointAt(await closedPort())])
    const outcome = await run(subject, [checkOf('a'), checkOf('b')])
    expect(verdictsOf(outcome.results)).toEqual(['a@smtp#default inconclusive', 'b@smtp#default inconclusive'])
    expect(outcome.problems).toMatchObject([{ endpoint: 'smtp', reason: { code: 'connection-refused' } }])
  })

  test('that cannot be spoken to is a problem also where no check runs on it', async () => {
    const { problems } = await run(subjectOf([endpointAt(await closedPort(), 'submissions')]), [checkOf('a')])
    expect(problems).toMatchObject([{ endpoint: 'submissions', reason: { code: 'connection-refused' } }])
  })

  test('whose account is refused is a problem, while checks without it go on', async () => {
    await using server = await smallSmtpServer({ tls: identity, account: { user: 'user', password: 'right' } })
    const subject = subjectOf([endpointAt(server)], { account: { user: 'user', password: 'wrong' } })
    const loggedIn = checkOf('login', { run: async ({ connect, logIn }) => logIn(await connect()) })
    const { results, problems } = await run(subject, [checkOf('a'), loggedIn])
    expect(problems).toMatchObject([{ reason: { code: 'login-refused' } }])
    // one failed login, and no more: accounts are locked for less
    expect(server.heard.filter((line) => line.includes('AUTH'))).toHaveLength(1)
    expect(verdictsOf(results)).toEqual(['a@smtp#default pass', 'login@smtp#default inconclusive'])
  })

  test('that needs TLS 1.3 is spoken to with it by every check', async () => {
    await using server = await smallSmtpServer({ tls: { ...identity, minVersion: 'TLSv1.3' } })
    const secured = checkOf('tls', {
      async run({ connect, seen }) {
        seen((await (await connect()).startTls()).version)
      },
    })
    const { results } = await run(subjectOf([endpointAt(server)]), [secured])
    expect(results[0]).toMatchObject({ verdict: 'pass', seen: { outcome: 'TLSv1.3' } })
  })

  test('that our own fault keeps us from is an error of every check, and the run comes to its end', async () => {
    await using server = await smallSmtpServer({ tls: identity })
    const endpoints = [endpointAt(server), endpointAt(await closedPort(), 'submission')]
    const subject = subjectOf(endpoints, { serverName: 7 as unknown as string })
    const { results, problems } = await run(subject, [checkOf('a')])
    expect(verdictsOf(results)).toEqual(['a@smtp#default error'])
    expect(problems).toMatchObject([
      { endpoint: 'smtp', reason: { code: 'internal', text: expect.stringContaining('must be of type string') } },
      { endpoint: 'submission', reason: { code: 'connection-refused' } },
    ])
  })
})

describe('Connections', () => {
  test.each([
    ['as many as the subject takes', { maximumConnections: 2 }, {}, 2],
    ['as many as are asked for', {}, { concurrency: 3 }, 3],
    ['the fewer of both', { maximumConnections: 5 }, { concurrency: 1 }, 1],
  ])('are open at once: %s', async (_title, known, options, expected) => {
    const open = new Set<net.Socket>()
    let most = 0
    await using server = await listenWith((socket) => {
      most = Math.max(most, open.add(socket).size)
      socket.write('220 here\r\n')
      socket.on('data', (bytes) => (bytes.includes('QUIT') ? open.delete(socket) : socket.write('250 ok\r\n')))
      socket.once('end', () => {
        open.delete(socket)
        socket.end()
      })
    })
    const checks = Array.from({ length: 12 }, (_, n) =>
      checkOf(`check-${n}`, {
        connections: 1,
        async run({ connect }) {
          const smtp = await connect()
          await smtp.command('NOOP')
          smtp.peer.halfClose()
          await smtp.peer.ended()
        },
      }),
    )
    const { results } = await run(subjectOf([endpointAt(server)], known), checks, options)
    expect(new Set(results.map(({ verdict }) => verdict))).toEqual(new Set(['pass']))
    expect(most).toBe(expected)
  })
})

describe('An interruption', () => {
  test('keeps what was decided and leaves the rest inconclusive, without a problem of the subject’s', async () => {
    const stop = new AbortController()
    await using server = await smallSmtpServer()
    const checks = ['first', 'second', 'third'].map((id) => checkOf(id, { connections: 1 }))
    const { results, problems } = await run(subjectOf([endpointAt(server)]), checks, {
      concurrency: 1,
      signal: stop.signal,
      onResult: () => stop.abort('Ctrl+C'),
    })
    expect(results.map(({ verdict, reason }) => reason?.code ?? verdict)).toEqual([
      'pass',
      'interrupted',
      'interrupted',
    ])
    expect(problems).toEqual([])
  })

  test('while an endpoint is looked at is no problem of the subject’s either', async () => {
    const stop = new AbortController()
    await using server = await listenWith(() => stop.abort('Ctrl+C'))
    const { results, problems } = await run(subjectOf([endpointAt(server)]), [checkOf('a')], { signal: stop.signal })
    expect(results[0]).toMatchObject({ verdict: 'inconclusive', reason: { code: 'interrupted' } })
    expect(problems).toEqual([])
  })
})

test('A check that hangs takes its time and no more, and the others go on beside it', async () => {
  await using server = await smallSmtpServer()
  const hangs = checkOf('hangs', { run: async ({ connect }) => void (await (await connect()).peer.line()) })
  const { results } = await run(subjectOf([endpointAt(server)]), [hangs, checkOf('quick')], { timeoutMs: 2000 })
  expect(results.map(({ verdict, reason }) => reason?.code ?? verdict)).toEqual(['deadline', 'pass'])
})
