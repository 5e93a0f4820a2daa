import { describe, expect, test } from 'vitest'
import type { Mode } from '../../harness/client.ts'
import { testAuthority } from '../../harness/testing/identity.ts'
import { smallImapServer } from '../../harness/testing/small-imap-server.ts'
import { smallPop3Server } from '../../harness/testing/small-pop3-server.ts'
import type { SmallOptions } from '../../harness/testing/small-server.ts'
import { smallSmtpServer } from '../../harness/testing/small-smtp-server.ts'
import { account, answering, launch, serverTls, withMailbox } from './testing/launch.ts'

const start = { smtp: smallSmtpServer, imap: smallImapServer, pop3: smallPop3Server }

/** Lets the client meet a small server; what that has heard, without tags. */
async function meet(language: keyof typeof start, mode: Mode, options: SmallOptions = {}) {
  await using server = await start[language]({ tls: await serverTls(), account, answers: withMailbox, ...options })
  const outcome = await launch({ language, mode, port: server.port })
  return { ...outcome, heard: server.heard.map((line) => line.replace(/^(<?)m\d+ /, '$1')) }
}

const sessions = {
  smtp: { ask: 'EHLO [127.0.0.1]', upgrade: 'STARTTLS', quit: 'QUIT' },
  imap: { ask: 'CAPABILITY', upgrade: 'STARTTLS', quit: 'LOGOUT' },
  pop3: { ask: 'CAPA', upgrade: 'STLS', quit: 'QUIT' },
} as const

describe.each(['smtp', 'imap', 'pop3'] as const)('A session of %s', (language) => {
  const { ask, upgrade, quit } = sessions[language]

  test.each(['starttls-required', 'starttls-if-possible', 'default'] as const)(
    'goes on inside TLS: %s',
    async (mode) => {
      const { success, output, heard } = await meet(language, mode)
      expect(success, output).toBe(true)
      expect(heard.slice(0, 3)).toEqual([ask, upgrade, `<${ask}>`])
      expect(heard.slice(3).every((line) => line.startsWith('<'))).toBe(true)
      expect(heard.at(-1)).toBe(`<${quit}>`)
      expect(output).toContain('Connection is confidential')
      expect(output.startsWith('Warning')).toBe(mode === 'starttls-if-possible')
    },
  )

  test('begins with TLS where that is implicit', async () => {
    const { success, output, heard } = await meet(language, 'implicit', { implicitTls: true })
    expect(success, output).toBe(true)
    expect(heard[0]).toBe(`<${ask}>`)
  })

  test.each<[string, SmallOptions]>([
    ['does not offer it', { tls: undefined }],
    [
      'refuses it',
      {
        answers: (line) =>
          line.endsWith(upgrade) ? { smtp: '454 no', imap: 'TAG NO no', pop3: '-ERR no' }[language] : undefined,
      },
    ],
    [
      'answers nonsense',
      {
        answers: (line) =>
          line.endsWith(upgrade) ? { smtp: '354 what', imap: '+ what', pop3: '+ what' }[language] : undefined,
      },
    ],
  ])('goes no further where TLS is required and the server %s', async (_what, options) => {
    const { exitCode, heard } = await meet(language, 'starttls-required', options)
    expect(exitCode).toBe(1)
    expect(heard.filter((line) => ![ask, upgrade].includes(line as never))).toEqual([quit])
  })

  test('believes nothing that came behind the go-ahead', async () => {
    const injected = {
      smtp: '220 go\n250-injected\n250 AUTH PLAIN SIZE\n',
      imap: 'TAG OK go\n* CAPABILITY IMAP4rev1 AUTH=PLAIN LOGINDISABLED\nm3 OK injected\n',
      pop3: '+OK go\n+OK injected\nSASL CRAM-MD5\n.\n',
    }[language]
    const answers = answering((line, tls) => (!tls && line.endsWith(upgrade) ? injected.trimEnd() : undefined))
    const { success, heard } = await meet(language, 'starttls-required', { answers })
    expect(success).toBe(true)
    expect(heard[2]).toBe(`<${ask}>`)
    expect(heard[3]).toMatch(/^<AUTH(ENTICATE)? PLAIN /)
  })

  test('does not start TLS twice', async () => {
    const listed = { smtp: 'STARTTLS', imap: 'STARTTLS', pop3: 'STLS' }[language]
    const { success, heard } = await meet(language, 'starttls-required', { extensions: [listed] })
    expect(success).toBe(true)
    expect(heard.filter((line) => line.includes(upgrade))).toEqual([upgrade])
  })

  test('says nothing more when the handshake fails', async () => {
    const tls = {
      ...(await serverTls()),
      maxVersion: 'TLSv1.1',
      minVersion: 'TLSv1',
      ciphers: 'DEFAULT:@SECLEVEL=0',
    } as const
    const { exitCode, heard } = await meet(language, 'starttls-required', { tls })
    expect(exitCode).toBe(1)
    expect(heard.slice(0, 2)).toEqual([ask, upgrade])
    expect(heard).toHaveLength(2)
  })

  test('uses a server without TLS only where that is allowed, and warns', async () => {
    const login = answering((line) => ({ [`m1 ${ask}`]: '* CAPABILITY IMAP4rev1\nTAG OK done' })[line])
    const { output, heard } = await meet(language, 'starttls-if-possible', { tls: undefined, answers: login })
    expect(output).toMatch(/^Warning/)
    expect(heard.length).toBeGreaterThan(2)
    expect(output).not.toContain('confidential')
  })
})

describe('IMAP', () => {
  const preauth = () => '* PREAUTH welcome'

  test('leaves a server that greets with PREAUTH in cleartext', async () => {
    const { exitCode, heard } = await meet('imap', 'starttls-required', { greeting: preauth })
    expect(exitCode).toBe(1)
    expect(heard).toEqual(['LOGOUT'])
  })

  test('goes on behind PREAUTH inside TLS, with no login', async () => {
    const { success, heard } = await meet('imap', 'implicit', { greeting: preauth, implicitTls: true })
    expect(success).toBe(true)
    expect(heard).toEqual(['<CAPABILITY>', '<SELECT INBOX>', '<LOGOUT>'])
  })

  test('sends no LOGIN where that is disabled', async () => {
    const answers = answering((line) =>
      line.endsWith('CAPABILITY') ? '* CAPABILITY IMAP4rev1 LOGINDISABLED\nTAG OK done' : undefined,
    )
    const { exitCode, heard } = await meet('imap', 'implicit', { answers, implicitTls: true })
    expect(exitCode).toBe(1)
    expect(heard).toEqual(['<CAPABILITY>', '<LOGOUT>'])
  })
})

test('Who is cut off while it says goodbye was ended by us', async () => {
  const cutOff = new AbortController()
  const answers = answering((line) => {
    if (line === 'QUIT') cutOff.abort()
    return undefined
  })
  await using server = await smallSmtpServer({ tls: await serverTls(), account, answers })
  const request = { language: 'smtp', mode: 'starttls-required', port: server.port } as const
  expect(await launch(request, {}, cutOff.signal)).toMatchObject({ ended: 'by-us' })
})

describe('SMTP', () => {
  test('names size and body where that is listed inside TLS, and stuffs dots', async () => {
    const { success, heard } = await meet('smtp', 'starttls-required', { extensions: ['SIZE 1000', '8BITMIME'] })
    expect(success).toBe(true)
    expect(heard).toContain('<MAIL FROM:<user@example.test> SIZE=49 BODY=8BITMIME>')
    expect(heard).toContain('<..a line that begins with a dot>')
  })

  test('goes by the list inside TLS alone', async () => {
    const answers = answering((line, tls) =>
      !tls && line.startsWith('EHLO') ? '250-small\n250-STARTTLS\n250-SIZE 10\n250 AUTH PLAIN' : undefined,
    )
    const { success, heard } = await meet('smtp', 'starttls-required', { answers, account: undefined })
    expect(success).toBe(true)
    expect(heard).toContain('<MAIL FROM:<user@example.test>>')
    expect(heard.some((line) => line.includes('AUTH'))).toBe(false)
  })

  test('relays to whoever has TLS, with any certificate, unless told that TLS is required', async () => {
    const { cert, key } = await (await testAuthority()).issue('self-signed')
    await using server = await smallSmtpServer({ tls: { cert, key }, answers: withMailbox })
    const relay = async (mode: Mode) =>
      await launch({ language: 'smtp', mode, port: server.port }, { role: 'smtp-client' })
    expect((await relay('starttls-if-possible')).success).toBe(true)
    expect((await relay('starttls-required')).success).toBe(false)
  })
})
