import { beforeAll, describe, expect, test } from 'vitest'
import { ImapClient } from './dialogue/imap-client.ts'
import { Pop3Client } from './dialogue/pop3-client.ts'
import { SmtpClient } from './dialogue/smtp-client.ts'
import type { Listener, Protocol, Role } from './subject.ts'
import { serverIdentity } from './testing/identity.ts'
import { closedPort } from './testing/listener.ts'
import { smallImapServer } from './testing/small-imap-server.ts'
import { smallPop3Server } from './testing/small-pop3-server.ts'
import { smallSmtpServer } from './testing/small-smtp-server.ts'
import { endpointAt } from './testing/subject.ts'
import { tried } from './testing/tried.ts'
import type { ServerTls } from './wire/tls-session.ts'

let identity: ServerTls
beforeAll(async () => {
  const { cert, key } = await serverIdentity()
  identity = { cert, key }
})

const account = { user: 'user', password: 'right' }
const any = { roles: ['smtp-server', 'submission-server', 'imap-server', 'pop3-server'] } as const

describe.each([
  ['smtp', smallSmtpServer, SmtpClient],
  ['submission', smallSmtpServer, SmtpClient],
  ['submissions', smallSmtpServer, SmtpClient],
  ['imap', smallImapServer, ImapClient],
  ['imaps', smallImapServer, ImapClient],
  ['pop3', smallPop3Server, Pop3Client],
  ['pop3s', smallPop3Server, Pop3Client],
] as const)('A check of %s', (protocol, small, Client) => {
  const implicitTls = protocol.endsWith('s')
  const role: Role = `${protocol.replace(/s$/, '') as 'smtp' | 'submission' | 'imap' | 'pop3'}-server`

  test('speaks the language of its endpoint, and knows where it is', async () => {
    await using server = await small({ tls: identity, implicitTls, account })
    const result = await tried(
      server,
      {
        ...any,
        async run({ connect, expect, ...knows }) {
          const dialogue = await connect()
          expect(dialogue instanceof Client, 'another language')
          expect((dialogue.peer.tls !== undefined) === implicitTls, 'TLS first, or not')
          const { role, protocol, name, implicitTls: first, tlsHasWorked, canLogIn } = knows
          throw new Error(JSON.stringify({ role, protocol, name, first, tlsHasWorked, canLogIn }))
        },
      },
      { endpoint: { ...endpointAt(server, protocol), name: 'here' }, account },
    )
    const known = { role, protocol, name: 'here', first: implicitTls, tlsHasWorked: true, canLogIn: true }
    expect(result.reason?.text).toContain(JSON.stringify(known))
    expect(result.role).toBe(role)
  })

  test('gets inside TLS whichever way leads there, with its own wishes first, and logs in', async () => {
    await using server = await small({ tls: identity, implicitTls, account })
    const result = await tried(
      server,
      {
        ...any,
        async run({ connectSecurely, logIn, seen, expect }) {
          const usual = await connectSecurely()
          expect(usual.peer.tls?.version === 'TLSv1.2', `what is known to work is ${usual.peer.tls?.version}`)
          const dialogue = await connectSecurely({ maxVersion: 'TLSv1.3' })
          await logIn(dialogue)
          seen(dialogue.peer.tls?.version ?? 'none')
        },
      },
      { endpoint: endpointAt(server, protocol), account },
    )
    expect(result).toMatchObject({ verdict: 'pass', seen: { outcome: 'TLSv1.3' } })
  })

  test('can have the handshake to itself', async () => {
    await using server = await small({ tls: identity, implicitTls })
    const result = await tried(
      server,
      {
        ...any,
        async run({ connectForHandshake, tls, expect }) {
          const peer = await connectForHandshake()
          expect(peer.tls === undefined, 'inside TLS already')
          expect((await peer.startTls(tls)).ok, 'no handshake')
        },
      },
      { endpoint: endpointAt(server, protocol) },
    )
    expect(result.verdict).toBe('pass')
  })

  test('can have a bare connection', async () => {
    await using server = await small({ tls: identity, implicitTls })
    const result = await tried(
      server,
      {
        ...any,
        async run({ dial, seen }) {
          const peer = await dial()
          seen(implicitTls ? (await peer.startTls({})).ok.toString() : await peer.line())
        },
      },
      { endpoint: endpointAt(server, protocol) },
    )
    expect(result.seen?.outcome).toMatch(implicitTls ? /^true$/ : /small\.example\.org/)
  })
})

test('Without STARTTLS nothing leads inside TLS, and that is inconclusive', async () => {
  await using server = await smallImapServer()
  for (const way of ['connectSecurely', 'connectForHandshake'] as const) {
    const run = async (context: { [name in typeof way]: () => Promise<unknown> }) => void (await context[way]())
    expect(await tried(server, { ...any, run }, { endpoint: endpointAt(server, 'imap') })).toMatchObject({
      verdict: 'inconclusive',
      reason: { code: 'starttls-not-offered' },
    })
  }
})

describe('The inbox', () => {
  /** Which of these endpoints a check of an SMTP server reads its mail from. */
  async function read(endpoints: [Protocol, Listener][], known: Parameters<typeof tried>[2] = {}) {
    await using smtp = await smallSmtpServer()
    return await tried(
      smtp,
      {
        async run({ connectToInbox, seen, notApplicable }) {
          const inbox = await connectToInbox?.()
          if (inbox) seen(inbox.constructor.name, { inside: inbox.peer.tls !== undefined })
          else notApplicable('no inbox')
        },
      },
      {
        account,
        endpoints: [endpointAt(smtp), ...endpoints.map(([protocol, at]) => endpointAt(at, protocol))],
        ...known,
      },
    )
  }

  test('is read by IMAP where there is a choice, inside TLS and logged in', async () => {
    await using imap = await smallImapServer({ tls: identity, account })
    await using pop3s = await smallPop3Server({ tls: identity, implicitTls: true, account })
    const result = await read([
      ['pop3s', pop3s],
      ['imap', imap],
    ])
    expect(result).toMatchObject({ verdict: 'pass', seen: { outcome: 'ImapClient', inside: true } })
    expect(imap.heard.filter((line) => line.includes('AUTHENTICATE PLAIN'))).toHaveLength(2)
  })

  test('is read where TLS comes first, where there is a choice', async () => {
    await using imap = await smallImapServer({ tls: identity, account })
    await using imaps = await smallImapServer({ tls: identity, implicitTls: true, account })
    const { verdict } = await read([
      ['imap', imap],
      ['imaps', imaps],
    ])
    expect({ verdict, taken: [imap.taken, imaps.taken] }).toEqual({ verdict: 'pass', taken: [0, 2] })
  })

  test('is read by POP3 where that is all there is', async () => {
    await using pop3 = await smallPop3Server({ tls: identity, account })
    expect(await read([['pop3', pop3]])).toMatchObject({ verdict: 'pass', seen: { outcome: 'Pop3Client' } })
    expect(pop3.heard.at(-1)).toMatch(/^<(AUTH PLAIN|QUIT)/)
  })

  test('is the one that was named, before those that are judged', async () => {
    await using imaps = await smallImapServer({ tls: identity, implicitTls: true, account })
    await using named = await smallPop3Server({ tls: identity, account })
    const result = await read([['imaps', imaps]], { inbox: endpointAt(named, 'pop3') })
    expect(result).toMatchObject({ verdict: 'pass', seen: { outcome: 'Pop3Client' } })
    expect(imaps.taken).toBe(0)
  })

  test('may not be there', async () => {
    expect(await read([])).toMatchObject({ verdict: 'not-applicable', reason: { text: 'no inbox' } })
  })

  test.each([
    ['on the same connection', undefined, 2],
    ['on another one where the server hangs up', /AUTH/, 4],
  ])('that is in use is tried again after a while, %s', async (_where, hangsUpAfter, connections) => {
    let logins = 0
    // the first one is let in: it looks whether the account is right
    const answers = (line: string) => {
      const locked = line.startsWith('AUTH') && [2, 3].includes(++logins)
      return locked ? '-ERR [IN-USE] Mailbox in use' : undefined
    }
    await using pop3s = await smallPop3Server({ tls: identity, implicitTls: true, account, answers, hangsUpAfter })
    expect(await read([['pop3s', pop3s]])).toMatchObject({ verdict: 'pass' })
    expect({ logins, connections: pop3s.taken }).toEqual({ logins: 4, connections })
  })

  test('that stays in use makes the check inconclusive, and is told so', async () => {
    let logins = 0
    const answers = (line: string) => (line.startsWith('AUTH') && ++logins > 1 ? '-ERR [IN-USE] Locked' : undefined)
    await using pop3s = await smallPop3Server({ tls: identity, implicitTls: true, account, answers })
    expect((await read([['pop3s', pop3s]])).reason).toEqual({
      code: 'temporary-refusal',
      text: 'the login was refused: "-ERR [IN-USE] Locked": the mailbox is in use: end what else reads it, and try again',
    })
  })

  test('that cannot be read makes the check inconclusive', async () => {
    await using imap = await smallImapServer({ tls: identity, account })
    const wrong = { account: { user: 'user', password: 'wrong' } }
    expect(await read([['imap', imap]], wrong)).toMatchObject({ reason: { code: 'login-refused' } })
    expect(await read([['imap', imap]], { account: undefined })).toMatchObject({ reason: { code: 'account-missing' } })
    expect((await read([['imap', await closedPort()]])).verdict).toBe('inconclusive')
  })
})

describe('Other endpoints', () => {
  test('are found by protocol, in their default set-up', async () => {
    await using smtp = await smallSmtpServer()
    await using imap = await smallImapServer({ tls: identity })
    const result = await tried(
      smtp,
      {
        async run({ beside, expect, seen }) {
          expect((await beside('pop3')) === undefined, 'a place that is not there')
          const other = await beside('imap')
          seen(`${other?.name}`, { greeting: `${(await other!.connect()).greeting}` })
        },
      },
      { endpoints: [endpointAt(smtp), endpointAt(imap, 'imap')] },
    )
    expect(result.seen).toEqual({ outcome: 'imap', greeting: '* OK small.example.org' })
  })

  test('of the same role, where TLS comes first, serve for controls', async () => {
    await using imap = await smallImapServer()
    await using imaps = await smallImapServer({ tls: identity, implicitTls: true })
    await using submissions = await smallSmtpServer({ tls: identity, implicitTls: true })
    const others = [endpointAt(submissions, 'submissions'), endpointAt(imaps, 'imaps')]
    const definition = {
      roles: ['imap-server'] as const,
      async run({ connectImplicit, seen }: { connectImplicit: () => unknown; seen: (outcome: string) => void }) {
        const control = await (connectImplicit() as Promise<ImapClient> | undefined)
        seen(`${control?.greeting} ${control?.peer.tls?.version}`)
      },
    }
    const endpoint = endpointAt(imap, 'imap')
    const among = await tried(imap, definition, { endpoint, endpoints: [endpoint, ...others] })
    expect(among.seen?.outcome).toBe('* OK small.example.org TLSv1.2')
    expect((await tried(imap, definition, { endpoint })).seen?.outcome).toBe('undefined undefined')
  })
})

describe('The operator', () => {
  const place = { name: 'operator' }

  test('answers for all endpoints in their default set-up, also for one that cannot be spoken to', async () => {
    await using smtp = await smallSmtpServer()
    await using imap = await smallImapServer({ tls: identity })
    const endpoints = [
      endpointAt(smtp),
      endpointAt(smtp, 'submission', 'tls-required'),
      endpointAt(imap, 'imap'),
      endpointAt(await closedPort(), 'pop3'),
    ]
    const result = await tried(
      smtp,
      {
        roles: ['operator'],
        async run({ endpoints, seen }) {
          const told = endpoints.map(async ({ name, problem, connect }) =>
            problem ? `${name}: ${problem.code}` : `${name}: ${(await connect()).greeting}`,
          )
          seen((await Promise.all(told)).join(', '))
        },
      },
      { place, endpoints },
    )
    expect(result).toMatchObject({
      key: 'small/check@operator#default',
      role: 'operator',
      endpoint: 'operator',
      verdict: 'pass',
      seen: { outcome: 'smtp: 220 small.example.org, imap: * OK small.example.org, pop3: connection-refused' },
    })
  })

  test('has no services where no domain was named', async () => {
    await using smtp = await smallSmtpServer()
    const run = async ({ services }: { services: () => Promise<unknown> }) => void (await services())
    expect(await tried(smtp, { roles: ['operator'], run }, { place })).toMatchObject({
      verdict: 'inconclusive',
      reason: { code: 'domain-missing' },
    })
  })
})
