import { beforeAll, describe, expect, test } from 'vitest'
import { type Reach, reach } from './reach.ts'
import type { Listener, Protocol, Subject } from './subject.ts'
import { serverIdentity } from './testing/identity.ts'
import { listenWith } from './testing/listener.ts'
import { smallImapServer } from './testing/small-imap-server.ts'
import { smallPop3Server } from './testing/small-pop3-server.ts'
import type { SmallServer } from './testing/small-server.ts'
import { endpointAt, subjectOf } from './testing/subject.ts'
import type { ServerTls } from './wire/tls-session.ts'

let identity: ServerTls
beforeAll(async () => {
  const { cert, key } = await serverIdentity()
  identity = { cert, key }
})

interface Options extends Partial<Subject> {
  protocol: Protocol
  timeoutMs?: number
}

async function reached(listener: Listener, { protocol, timeoutMs = 5000, ...known }: Options): Promise<Reach> {
  const endpoint = endpointAt(listener, protocol)
  const found = await reach({ subject: subjectOf([endpoint], known), endpoint, listener, timeoutMs })
  return { problem: undefined, loginProblem: undefined, ...found }
}

/** What a server has heard, without tags, but for the farewell, which nobody waits for. */
function commands({ heard }: SmallServer): string[] {
  return heard.map((line) => line.replace(/m\d+ /, '')).filter((line) => !/LOGOUT|QUIT/.test(line))
}

const account = { user: 'user', password: 'right' }
const wrong = { user: 'user', password: 'wrong one' }
const plainFor = ({ user, password }: typeof account) => Buffer.from(`\0${user}\0${password}`).toString('base64')

describe.each([
  {
    name: 'IMAP',
    starttls: 'imap',
    implicit: 'imaps',
    server: smallImapServer,
    ask: 'CAPABILITY',
    start: 'STARTTLS',
    outside: ['IMAP4rev1', 'STARTTLS', 'X'],
    inside: ['IMAP4rev1', 'X'],
    login: ['SASL-IR', 'AUTH=PLAIN'],
    auth: 'AUTHENTICATE PLAIN',
    refused: 'TAG NO now',
    foreign: '+OK POP3',
  },
  {
    name: 'POP3',
    starttls: 'pop3',
    implicit: 'pop3s',
    server: smallPop3Server,
    ask: 'CAPA',
    start: 'STLS',
    outside: ['STLS', 'X'],
    inside: ['X'],
    login: ['USER', 'SASL PLAIN'],
    auth: 'AUTH PLAIN',
    refused: '-ERR now',
    foreign: '* OK IMAP4rev1',
  },
] as const)('A server of $name', ({ starttls, implicit, server: small, ask, start, outside, inside, login, ...of }) => {
  test('with STARTTLS is known by what it lists inside TLS', async () => {
    await using server = await small({ tls: identity, extensions: ['X'] })
    expect(await reached(server, { protocol: starttls })).toMatchObject({
      capabilities: inside,
      tlsWorks: true,
      tls: { maxVersion: 'TLSv1.2' },
      problem: undefined,
    })
    expect(commands(server)).toEqual([ask, start, `<${ask}>`])
  })

  test('without it is known by what it lists in cleartext, and no password is sent there', async () => {
    await using server = await small({ extensions: ['X'] })
    const known = await reached(server, { protocol: starttls, account })
    expect(known).toMatchObject({ capabilities: inside, tlsWorks: false, problem: undefined, loginProblem: undefined })
    expect(commands(server)).toEqual([ask])
    expect(server.taken).toBe(1)
  })

  test('where TLS comes first is asked once', async () => {
    await using server = await small({ tls: identity, implicitTls: true, extensions: ['X'] })
    const known = await reached(server, { protocol: implicit })
    expect(known).toMatchObject({ capabilities: inside, tlsWorks: true, problem: undefined })
    expect(commands(server)).toEqual([`<${ask}>`])
  })

  test.each(['with STARTTLS', 'where TLS comes first'])('%s that has TLS 1.3 only is asked again', async (which) => {
    const first = which === 'where TLS comes first'
    await using server = await small({ tls: { ...identity, minVersion: 'TLSv1.3' }, implicitTls: first })
    const known = await reached(server, { protocol: first ? implicit : starttls })
    expect(known).toMatchObject({ tlsWorks: true, problem: undefined })
    expect(known.tls.maxVersion).toBeUndefined()
  })

  test('whose TLS is refused is left to the checks that judge it', async () => {
    const answers = (line: string) => (line.endsWith(start) ? of.refused : undefined)
    await using server = await small({ tls: identity, answers, extensions: ['X'] })
    const known = await reached(server, { protocol: starttls })
    expect(known).toMatchObject({ capabilities: outside, tlsWorks: false, problem: undefined })
    expect(known.tls.maxVersion).toBeUndefined()
  })

  test.each(['with STARTTLS', 'where TLS comes first'])('%s lets the account in, inside TLS', async (which) => {
    const first = which === 'where TLS comes first'
    await using server = await small({ tls: identity, implicitTls: first, account })
    const known = await reached(server, { protocol: first ? implicit : starttls, account })
    expect(known.loginProblem).toBeUndefined()
    expect(known.capabilities).toEqual(expect.arrayContaining([...login]))
    expect(commands(server).at(-1)).toBe(`<${of.auth} ${plainFor(account)}>`)
  })

  test('that refuses the password is told without it, and tried once', async () => {
    const echo = `${of.refused} ${plainFor(wrong)} wrong one`
    await using server = await small({
      tls: identity,
      account,
      answers: (line) => (line.includes(of.auth) ? echo : undefined),
    })
    const known = await reached(server, { protocol: starttls, account: wrong })
    expect(known.problem).toBeUndefined()
    expect(known.loginProblem).toMatchObject({
      code: 'login-refused',
      text: expect.stringMatching(/^expected user to be let in, found ".* <redacted> <redacted>": check user/),
    })
    expect(commands(server).filter((line) => line.includes('PLAIN'))).toHaveLength(1)
  })

  test('that goes on asking behind the password has not let it in', async () => {
    const answers = (line: string) => (line.includes(of.auth) ? '+ ' : line === '*' ? of.refused : undefined)
    await using server = await small({ tls: identity, account, answers })
    expect((await reached(server, { protocol: starttls, account })).loginProblem?.code).toBe('login-refused')
    expect(commands(server).at(-1)).toBe('<*>')
  })

  test('that speaks another protocol is a problem', async () => {
    await using server = await small({ greeting: () => of.foreign })
    const { problem } = await reached(server, { protocol: starttls })
    expect(problem).toMatchObject({ code: 'not-the-protocol', text: expect.stringContaining(of.foreign) })
  })

  test('that speaks plaintext where TLS comes first is a problem', async () => {
    await using server = await small()
    const { problem } = await reached(server, { protocol: implicit })
    expect(problem).toMatchObject({ code: 'handshake-failed', text: expect.stringContaining('plaintext') })
  })

  test('that says nothing more after its greeting is a problem, and nothing else is supposed of it', async () => {
    await using server = await listenWith((socket) => socket.write(starttls === 'imap' ? '* OK\r\n' : '+OK\r\n'))
    const { problem } = await reached(server, { protocol: starttls, timeoutMs: 2000 })
    expect(problem).toEqual({
      code: 'deadline',
      text: expect.stringMatching(/^no answer within 2000 ms after "C: .*CAPA/),
    })
    expect(server.taken).toBe(1)
  })
})

describe('A login', () => {
  test('is not tried where IMAP greets with PREAUTH', async () => {
    await using server = await smallImapServer({
      tls: identity,
      implicitTls: true,
      account,
      greeting: () => '* PREAUTH welcome',
    })
    expect(await reached(server, { protocol: 'imaps', account: wrong })).toMatchObject({
      tlsWorks: true,
      loginProblem: undefined,
    })
    expect(commands(server)).toEqual(['<CAPABILITY>'])
  })

  test('is not tried where nobody is served without a certificate', async () => {
    await using server = await smallPop3Server({
      tls: identity,
      answers: (_line, inside) => (inside ? '-ERR a certificate is needed' : undefined),
    })
    const endpoint = endpointAt(server, 'pop3', 'certificate-required')
    const listener = endpoint.listeners['certificate-required']!
    const known = await reach({ subject: subjectOf([endpoint], { account }), endpoint, listener, timeoutMs: 5000 })
    expect(known.tlsWorks).toBe(true)
    expect(known.loginProblem).toBeUndefined()
    expect(commands(server)).toEqual(['CAPA', 'STLS', '<CAPA>'])
  })

  test('is by the command LOGIN, where PLAIN is not listed', async () => {
    const answers = (line: string) => (line.includes('CAPA') ? '* CAPABILITY STARTTLS\nTAG OK done' : undefined)
    await using server = await smallImapServer({ tls: identity, account, answers })
    expect((await reached(server, { protocol: 'imap', account })).loginProblem).toBeUndefined()
    expect(commands(server).at(-1)).toBe('<LOGIN "user" "right">')
  })

  test('is a problem where LOGIN is disabled, too, and nothing is sent', async () => {
    const listed = '* CAPABILITY STARTTLS LOGINDISABLED\nTAG OK done'
    const answers = (line: string) => (line.includes('CAPA') ? listed : undefined)
    await using server = await smallImapServer({ tls: identity, account, answers })
    expect(await reached(server, { protocol: 'imap', account })).toMatchObject({
      tlsWorks: true,
      problem: undefined,
      loginProblem: { code: 'login-refused', text: expect.stringContaining('LOGINDISABLED is listed') },
    })
    expect(commands(server).join()).not.toContain('right')
  })

  test('is by USER and PASS, where CAPA is missing', async () => {
    await using server = await smallPop3Server({
      tls: identity,
      implicitTls: true,
      account,
      answers: (line) => (line === 'CAPA' ? '-ERR what?' : undefined),
    })
    const known = await reached(server, { protocol: 'pop3s', account })
    expect(known).toMatchObject({ tlsWorks: true, capabilities: [], problem: undefined, loginProblem: undefined })
    expect(commands(server)).toEqual(['<CAPA>', '<USER user>', '<PASS right>'])
  })

  test.each([
    ['a BYE', '* BYE too many', 'the server closes: "* BYE too many"'],
    ['nothing', '', 'the connection ended'],
  ])('that is answered by %s and a hang-up is a problem of the account’s', async (_title, answer, told) => {
    await using server = await smallImapServer({
      tls: identity,
      implicitTls: true,
      account,
      answers: (line) => (line.includes('AUTH') ? answer : undefined),
      hangsUpAfter: /AUTH/,
    })
    const known = await reached(server, { protocol: 'imaps', account })
    expect(known).toMatchObject({ tlsWorks: true, problem: undefined })
    expect(known.loginProblem).toMatchObject({ code: 'login-refused', text: expect.stringContaining(told) })
  })

  describe('that is refused while the mailbox is in use', () => {
    const inUse = '-ERR [IN-USE] Mailbox in use'
    const locked = async (times: number, hangsUpAfter?: RegExp) => {
      const answers = (line: string) => (line.startsWith('AUTH') && times-- > 0 ? inUse : undefined)
      return await smallPop3Server({ tls: identity, account, answers, hangsUpAfter })
    }

    test.each([undefined, /AUTH/])('is tried again after a while (hangs up after %s)', async (hangsUpAfter) => {
      await using server = await locked(3, hangsUpAfter)
      expect((await reached(server, { protocol: 'pop3', account })).loginProblem).toBeUndefined()
      expect(commands(server).filter((line) => line.includes('AUTH'))).toHaveLength(4)
    })

    test('is told as such where that stays so', async () => {
      await using server = await locked(Infinity)
      expect((await reached(server, { protocol: 'pop3', account })).loginProblem).toEqual({
        code: 'temporary-refusal',
        text: expect.stringMatching(/^expected user to be let in, found "-ERR \[IN-USE\] .*": the mailbox is in use/),
      })
    })

    test('is not tried again once the run is interrupted', async () => {
      const interrupted = new AbortController()
      const answers = (line: string) => {
        if (line === 'QUIT') interrupted.abort()
        return line.startsWith('AUTH') ? inUse : undefined
      }
      await using server = await smallPop3Server({ tls: identity, account, answers })
      const endpoint = endpointAt(server, 'pop3')
      const subject = subjectOf([endpoint], { account })
      const { signal } = interrupted
      const known = await reach({ subject, endpoint, listener: server, timeoutMs: 5000, signal })
      expect(known.problem?.code).toBe('interrupted')
    })
  })

  test('that is not answered in time is one, too', async () => {
    const answers = (line: string) => (line.startsWith('AUTH') ? '' : undefined)
    await using server = await smallPop3Server({ tls: identity, account, answers })
    const known = await reached(server, { protocol: 'pop3', account, timeoutMs: 1000 })
    expect(known).toMatchObject({ tlsWorks: true, problem: undefined })
    expect(known.loginProblem?.text).toContain('no answer within 1000 ms')
  })
})

test('POP3 without CAPA is known to list nothing, and STLS is not tried', async () => {
  await using server = await smallPop3Server({ answers: () => '-ERR what?' })
  const known = await reached(server, { protocol: 'pop3', account })
  expect(known).toMatchObject({ capabilities: [], tlsWorks: false, problem: undefined, loginProblem: undefined })
  expect(commands(server)).toEqual(['CAPA'])
})

test('IMAP without CAPABILITY is left to the checks, but there is no dialogue where TLS comes first', async () => {
  const answers = () => 'TAG BAD what?'
  await using starttls = await smallImapServer({ answers })
  expect((await reached(starttls, { protocol: 'imap' })).problem).toBeUndefined()
  await using implicit = await smallImapServer({ tls: identity, implicitTls: true, answers })
  expect((await reached(implicit, { protocol: 'imaps' })).problem?.code).toBe('capability-refused')
})
