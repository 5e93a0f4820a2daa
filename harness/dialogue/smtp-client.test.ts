import { beforeAll, describe, expect, test } from 'vitest'
import { serverIdentity } from '../testing/identity.ts'
import { clientPeer, heardBy, peers } from '../testing/peers.ts'
import { Inconclusive } from '../verdict.ts'
import type { ServerTls } from '../wire/tls-session.ts'
import { SmtpClient } from './smtp-client.ts'

let identity: ServerTls
beforeAll(async () => {
  const { cert, key } = await serverIdentity()
  identity = { cert, key }
})

/** A client that has read its greeting, and a server's peer that answers commands one by one, as told. */
async function greeted() {
  const ends = await peers()
  ends.server.send('220 here\r\n')
  const smtp = await SmtpClient.open(ends.client)
  const heard: string[] = []
  const answer = async (...answers: string[]): Promise<void> => {
    for (const text of answers) {
      heard.push(await ends.server.line())
      ends.server.send(`${text}\r\n`)
    }
  }
  return { ...ends, smtp, heard, answer }
}

describe('The greeting', () => {
  test('is kept', async () => {
    await using ends = await clientPeer()
    ends.raw.server.write('220-small\r\n220 here\r\n')
    expect((await SmtpClient.open(ends.client)).greeting).toMatchObject({ code: 220, texts: ['small', 'here'] })
  })

  test.each([
    ['421 too many', 'busy'],
    ['554 no service', 'no-service'],
    ['250 odd', 'no-service'],
  ])('that is "%s" is told as %s', async (greeting, code) => {
    await using ends = await clientPeer()
    ends.raw.server.write(`${greeting}\r\n`)
    await expect(SmtpClient.open(ends.client)).rejects.toMatchObject({
      code,
      message: expect.stringContaining(greeting),
    })
  })

  test.each(['', '220-half'])('that ends after "%s" is told from one that is wrong', async (greeting) => {
    await using ends = await clientPeer()
    ends.raw.server.end(greeting)
    await expect(SmtpClient.open(ends.client)).rejects.toMatchObject({
      code: 'closed-before-greeting',
      cause: expect.objectContaining({ code: 'ended' }),
    })
  })

  test('that is another protocol’s is none', async () => {
    await using ends = await clientPeer()
    ends.raw.server.write('* OK IMAP4rev1\r\n')
    await expect(SmtpClient.open(ends.client)).rejects.toMatchObject({ code: 'not-the-protocol' })
  })
})

describe('Commands', () => {
  test('go out one by one, each with its reply', async () => {
    await using it = await greeted()
    const served = it.answer('250 ok', '500-what\r\n500 is that?')
    expect((await it.smtp.command('NOOP')).code).toBe(250)
    expect((await it.smtp.command('XFENCE')).texts).toEqual(['what', 'is that?'])
    await served
    expect(it.heard).toEqual(['NOOP', 'XFENCE'])
  })

  test('EHLO names an address literal', async () => {
    await using it = await greeted()
    const served = it.answer('250-here\r\n250 STARTTLS')
    expect((await it.smtp.ehlo()).includes('STARTTLS')).toBe(true)
    await served
    expect(it.heard).toEqual(['EHLO [127.0.0.1]'])
  })

  test('A greeting where an answer is due makes what follows inconclusive', async () => {
    await using it = await greeted()
    const served = it.answer('220 here again')
    await expect(it.smtp.command('NOOP')).rejects.toMatchObject({ reason: { code: 'out-of-step' } })
    await served
  })

  test('A list of extensions where another answer is due does so, too', async () => {
    await using it = await greeted()
    const served = it.answer('250-here\r\n250 PIPELINING')
    await expect(it.smtp.command('MAIL FROM:<a@b>')).rejects.toMatchObject({ reason: { code: 'out-of-step' } })
    await served
  })

  test('are not answered where the connection ends', async () => {
    await using it = await greeted()
    it.server.close()
    await expect(it.smtp.command('NOOP')).rejects.toMatchObject({ code: 'ended' })
  })
})

describe('Starting TLS', () => {
  const ehlo = '250-here\r\n250 STARTTLS'

  test('says EHLO, STARTTLS and what the handshake settled', async () => {
    await using it = await greeted()
    const served = it.answer(ehlo, '220 go').then(() => it.server.startTls(identity))
    expect(await it.smtp.startTls({ maxVersion: 'TLSv1.2' })).toMatchObject({ version: 'TLSv1.2' })
    await served
    expect(it.heard).toEqual(['EHLO [127.0.0.1]', 'STARTTLS'])
  })

  test.each([
    ['ehlo-refused', ['502 no']],
    ['starttls-not-offered', ['250 here']],
    ['starttls-refused', [ehlo, '454 not now']],
    ['starttls-refused', [ehlo, '250 not the right code']],
  ])('is inconclusive: %s', async (code, answers) => {
    await using it = await greeted()
    const served = it.answer(...answers)
    const failure = it.smtp.startTls()
    await expect(failure).rejects.toBeInstanceOf(Inconclusive)
    await expect(failure).rejects.toMatchObject({ reason: { code } })
    await served
  })

  test('is inconclusive where the handshake fails', async () => {
    await using it = await greeted()
    const served = it.answer(ehlo, '220 go').then(() => it.server.close())
    await expect(it.smtp.startTls()).rejects.toMatchObject({
      reason: { code: 'handshake-failed', text: expect.stringContaining('closed') },
    })
    await served
  })

  test('offers what is said for this handshake before what was said for all', async () => {
    await using ends = await peers()
    ends.server.send('220 here\r\n')
    const smtp = await SmtpClient.open(ends.client, { maxVersion: 'TLSv1.2', servername: 'localhost' })
    const [outcome] = await Promise.all([smtp.handshake({ maxVersion: 'TLSv1.3' }), ends.server.startTls(identity)])
    expect(outcome).toMatchObject({ ok: true, facts: { version: 'TLSv1.3' } })
  })
})

describe('Logging in', () => {
  const account = { user: 'user', password: 'correct horse' }
  const plain = Buffer.from('\0user\0correct horse').toString('base64')

  const hello = 'EHLO [127.0.0.1]'
  const listing = (extension: string) => `250-here\r\n250 ${extension}`

  test.each(['HELP', 'AUTH PLAIN LOGIN', 'auth login plain', 'AUTH GSSAPI'])(
    'uses PLAIN where "%s" is listed',
    async (extension) => {
      await using it = await greeted()
      const served = it.answer(listing(extension), '235 welcome')
      expect((await it.smtp.authenticate(account)).code).toBe(235)
      await served
      expect(it.heard).toEqual([hello, `AUTH PLAIN ${plain}`])
    },
  )

  test('uses LOGIN where only that is listed', async () => {
    await using it = await greeted()
    const served = it.answer(listing('AUTH LOGIN'), '334 VXNlcm5hbWU6', '334 UGFzc3dvcmQ6', '235 welcome')
    expect((await it.smtp.authenticate(account)).code).toBe(235)
    await served
    expect(it.heard).toEqual([hello, 'AUTH LOGIN', 'dXNlcg==', 'Y29ycmVjdCBob3JzZQ=='])
    expect(heardBy(it.client, 'C')).toEqual([hello, 'AUTH LOGIN', 'dXNlcg==', '<redacted>'])
  })

  test('asks what is listed once, and again inside TLS', async () => {
    await using it = await greeted()
    const served = it
      .answer('250-here\r\n250-STARTTLS\r\n250 AUTH LOGIN', '220 go')
      .then(() => it.server.startTls(identity))
      .then(() => it.answer(listing('AUTH PLAIN'), '535 no', '535 no'))
    await it.smtp.startTls()
    await it.smtp.authenticate(account)
    await it.smtp.authenticate(account)
    await served
    expect(it.heard).toEqual([hello, 'STARTTLS', hello, `AUTH PLAIN ${plain}`, `AUTH PLAIN ${plain}`])
  })

  test.each([
    ['PLAIN', ['334 ']],
    ['LOGIN', ['334 VXNlcm5hbWU6', '334 UGFzc3dvcmQ6', '334 VG9rZW46']],
  ])('is cancelled where a server goes on asking after %s', async (mechanism, challenges) => {
    await using it = await greeted()
    const served = it.answer(listing(`AUTH ${mechanism}`), ...challenges, '501 cancelled')
    expect((await it.smtp.authenticate(account)).accepted).toBe(false)
    await served
    expect(it.heard.at(-1)).toBe('*')
  })

  test.each([[['504 no']], [['334 VXNlcm5hbWU6', '535 no']]])(
    'gives back the refusal of LOGIN: %s',
    async (answers) => {
      await using it = await greeted()
      const served = it.answer(listing('AUTH LOGIN'), ...answers)
      const reply = await it.smtp.authenticate(account)
      expect(`${reply}`).toBe(answers.at(-1))
      await served
    },
  )

  test('leaves no secret in the dialogue, nor what a server gives back of it', async () => {
    await using it = await greeted()
    const served = it.answer('250 here', `535 no ${plain} and no correct horse`)
    await it.smtp.authenticate(account)
    await served
    expect(it.client.recording.dialogue()).toEqual([
      'S: 220 here',
      `C: ${hello}`,
      'S: 250 here',
      'C: AUTH PLAIN <redacted>',
      'S: 535 no <redacted> and no <redacted>',
    ])
  })
})

describe('Mail', () => {
  test('is sent with CRLF and with its dots stuffed', async () => {
    await using it = await greeted()
    const served = it.answer('354 go on')
    const sent = it.smtp.data('Subject: x\n\n.\r\n..a\r\nb.\n.')
    await served
    const lines = []
    for (let line = await it.server.line(); line !== '.'; line = await it.server.line()) {
      lines.push(line)
      expect(it.server.lineEnd).toBe('CRLF')
    }
    expect(lines).toEqual(['Subject: x', '', '..', '...a', 'b.', '..'])
    it.server.send('250 taken\r\n')
    expect((await sent).code).toBe(250)
  })

  test('is not sent where DATA is refused', async () => {
    await using it = await greeted()
    const served = it.answer('554 no')
    expect((await it.smtp.data('x')).code).toBe(554)
    await served
    expect(it.server.unreadLength).toBe(0)
  })
})

describe('Taking leave', () => {
  test('says QUIT and lets go, without waiting for the answer', async () => {
    await using it = await greeted()
    it.smtp.close()
    expect(await it.server.line()).toBe('QUIT')
    expect(await it.server.ended()).toBe('fin')
  })

  test('says nothing to one who has gone', async () => {
    await using it = await greeted()
    it.server.close()
    await it.client.ended()
    it.smtp.close()
    expect(heardBy(it.client, 'C')).toEqual([])
  })
})
