import { beforeAll, describe, expect, test } from 'vitest'
import { serverIdentity } from '../testing/identity.ts'
import { clientPeer, heardBy } from '../testing/peers.ts'
import { scripted } from '../testing/scripted.ts'
import type { ServerTls } from '../wire/tls-session.ts'
import { Pop3Client } from './pop3-client.ts'

let identity: ServerTls
beforeAll(async () => {
  const { cert, key } = await serverIdentity()
  identity = { cert, key }
})

/** A client that has read its greeting, and a server that answers as told. */
async function greeted(greeting = '+OK here') {
  const script = await scripted(greeting)
  return { ...script, pop3: await Pop3Client.open(script.client) }
}

const listing = (...lines: string[]) => ['+OK these', ...lines, '.'].join('\n')

describe('The greeting', () => {
  test.each(['+OK', '+OK here <1896.697170952@dbc.mtview.ca.us>'])('"%s" is kept', async (greeting) => {
    await using it = await greeted(greeting)
    expect(it.pop3.greeting).toMatchObject({ status: '+OK', text: greeting.slice(4) })
  })

  test.each([
    ['-ERR too many', 'busy'],
    ['+ OK', 'not-the-protocol'],
    ['+ok here', 'not-the-protocol'],
    ['220 here', 'not-the-protocol'],
    ['* OK here', 'not-the-protocol'],
  ])('that is "%s" is told as %s', async (greeting, code) => {
    await using ends = await clientPeer()
    ends.raw.server.write(`${greeting}\r\n`)
    await expect(Pop3Client.open(ends.client)).rejects.toMatchObject({
      code,
      message: expect.stringContaining(greeting),
    })
  })

  test.each(['', '+OK half'])('that ends after "%s" is told from one that is wrong', async (greeting) => {
    await using ends = await clientPeer()
    ends.raw.server.end(greeting)
    await expect(Pop3Client.open(ends.client)).rejects.toMatchObject({
      code: 'closed-before-greeting',
      cause: expect.objectContaining({ code: 'ended' }),
    })
  })
})

describe('Commands', () => {
  test('go out one by one, each with its status', async () => {
    await using it = await greeted()
    const served = it.answer('+OK', '-ERR what?')
    expect((await it.pop3.command('NOOP')).shape).toBe('+OK')
    expect(`${await it.pop3.command('XFENCE')}`).toBe('-ERR what?')
    await served
    expect(it.heard).toEqual(['NOOP', 'XFENCE'])
  })

  test('of several lines have them, with dots unstuffed, up to the one that stands alone', async () => {
    await using it = await greeted()
    const served = it.answer('+OK it follows\n..\n...a\n\n.b\n+OK\n.\n-ERR next')
    expect(await it.pop3.multiline('TOP 1 0')).toMatchObject({
      status: '+OK',
      text: 'it follows',
      shape: '+OK-',
      lines: ['.', '..a', '', 'b', '+OK'],
    })
    await served
    expect(await it.client.line()).toBe('-ERR next')
  })

  test.each(['-ERR no such message', '+ go on'])('have one line where the answer is "%s"', async (answer) => {
    await using it = await greeted()
    const served = it.answer(answer)
    expect((await it.pop3.multiline('TOP 1 0')).lines).toBeUndefined()
    await served
  })

  test('are not answered where the connection ends, nor in the middle of the lines', async () => {
    await using it = await greeted()
    const served = it.answer('+OK\na').then(() => it.server.close())
    await expect(it.pop3.multiline('LIST')).rejects.toMatchObject({ code: 'ended' })
    await expect(it.pop3.command('NOOP')).rejects.toMatchObject({ code: 'ended' })
    await served
  })

  test('are not answered by another protocol', async () => {
    await using it = await greeted()
    const served = it.answer('250 ok')
    await expect(it.pop3.command('NOOP')).rejects.toMatchObject({ code: 'not-the-protocol' })
    await served
  })
})

describe('CAPA', () => {
  test('tells what is listed', async () => {
    await using it = await greeted()
    const served = it.answer(listing('TOP', 'stls', 'SASL plain EXTERNAL', 'IMPLEMENTATION x y'))
    expect(await it.pop3.capabilities()).toMatchObject({
      listed: ['TOP', 'stls', 'SASL plain EXTERNAL', 'IMPLEMENTATION x y'],
      startTls: true,
      mechanisms: ['PLAIN', 'EXTERNAL'],
    })
    await served
  })

  test('lists nothing on a server that does not have it', async () => {
    await using it = await greeted()
    const served = it.answer('-ERR what?')
    expect(await it.pop3.capabilities()).toMatchObject({ listed: [], startTls: false, mechanisms: [] })
    await served
  })
})

describe('Starting TLS', () => {
  test('says CAPA, STLS and what the handshake settled, and goes on inside', async () => {
    await using it = await greeted()
    const served = it
      .answer(listing('STLS'), '+OK go')
      .then(() => it.server.startTls(identity))
      .then(() => it.answer(listing('USER')))
    expect(await it.pop3.startTls({ maxVersion: 'TLSv1.2' })).toMatchObject({ version: 'TLSv1.2' })
    expect((await it.pop3.capabilities()).listed).toEqual(['USER'])
    await served
    expect(it.heard).toEqual(['CAPA', 'STLS', 'CAPA'])
  })

  test.each([
    ['starttls-not-offered', ['-ERR what?']],
    ['starttls-not-offered', [listing('USER')]],
    ['starttls-refused', [listing('STLS'), '-ERR not now']],
    ['starttls-refused', [listing('STLS'), '+ go']],
  ])('is inconclusive: %s', async (code, answers) => {
    await using it = await greeted()
    const served = it.answer(...answers)
    await expect(it.pop3.startTls()).rejects.toMatchObject({ verdict: 'inconclusive', reason: { code } })
    await served
  })
})

describe('An AUTH exchange', () => {
  test.each([
    ['PLAIN', 'AGE=', 'AUTH PLAIN AGE='],
    ['EXTERNAL', '=', 'AUTH EXTERNAL ='],
  ])('of %s begins with its response', async (mechanism, initial, line) => {
    await using it = await greeted()
    const served = it.answer('+OK welcome')
    expect(await it.pop3.sasl(mechanism, initial)).toMatchObject({ accepted: true, challenge: undefined })
    await served
    expect(it.heard).toEqual([line])
  })

  test.each(['+ ', '+'])('has it behind a challenge, if that is asked for: "%s"', async (challenge) => {
    await using it = await greeted()
    const served = it.answer(challenge, '+OK welcome')
    expect(await it.pop3.sasl('EXTERNAL')).toMatchObject({ challenge: '', accepted: true, shape: '+' })
    expect(await it.pop3.respond('')).toMatchObject({ status: '+OK' })
    await served
    expect(it.heard).toEqual(['AUTH EXTERNAL', ''])
  })

  test('goes to and fro, and is cancelled by a star', async () => {
    await using it = await greeted()
    const served = it.answer('+ VXNlcm5hbWU6', '+ UGFzc3dvcmQ6', '-ERR cancelled')
    expect((await it.pop3.sasl('LOGIN')).challenge).toBe('VXNlcm5hbWU6')
    expect((await it.pop3.respond('dXNlcg==')).challenge).toBe('UGFzc3dvcmQ6')
    expect(await it.pop3.respond('*')).toMatchObject({ accepted: false, challenge: undefined })
    await served
    expect(it.heard).toEqual(['AUTH LOGIN', 'dXNlcg==', '*'])
  })
})

describe('Logging in', () => {
  const account = { user: 'user', password: 'correct horse' }
  const plain = Buffer.from('\0user\0correct horse').toString('base64')

  test.each([
    [listing('USER', 'SASL PLAIN'), ['+OK welcome'], [`AUTH PLAIN ${plain}`]],
    [listing('SASL EXTERNAL', 'USER'), ['+OK', '+OK welcome'], ['USER user', 'PASS correct horse']],
    ['-ERR what?', ['+OK', '+OK welcome'], ['USER user', 'PASS correct horse']],
  ])('asks what is listed, and uses it', async (listed, answers, heard) => {
    await using it = await greeted()
    const served = it.answer(listed, ...answers)
    expect((await it.pop3.authenticate(account)).accepted).toBe(true)
    await served
    expect(it.heard).toEqual(['CAPA', ...heard])
  })

  test('asks once, and again inside TLS', async () => {
    await using it = await greeted()
    const served = it
      .answer(listing('STLS'), '+OK go')
      .then(() => it.server.startTls(identity))
      .then(() => it.answer(listing('SASL PLAIN'), '-ERR', '-ERR'))
    await it.pop3.startTls()
    await it.pop3.authenticate(account)
    await it.pop3.authenticate(account)
    await served
    expect(it.heard).toEqual(['CAPA', 'STLS', 'CAPA', `AUTH PLAIN ${plain}`, `AUTH PLAIN ${plain}`])
  })

  test('is cancelled where a server goes on asking', async () => {
    await using it = await greeted()
    const served = it.answer(listing('SASL PLAIN'), '+ ', '-ERR cancelled')
    expect((await it.pop3.authenticate(account)).accepted).toBe(false)
    await served
    expect(it.heard.at(-1)).toBe('*')
  })

  test('gives back the refusal of USER, and sends no password then', async () => {
    await using it = await greeted()
    const served = it.answer('-ERR not without TLS')
    expect(`${await it.pop3.userPass(account)}`).toBe('-ERR not without TLS')
    await served
    expect(it.heard).toEqual(['USER user'])
  })

  test.each(['correct horse', 'pässwörd'])('leaves no secret in the dialogue: %s', async (password) => {
    await using it = await greeted()
    const served = it.answer('+OK', '-ERR no')
    await it.pop3.userPass({ user: 'user', password })
    await served
    expect(it.heard.at(-1)).toBe(`PASS ${Buffer.from(password).toString('latin1')}`)
    expect(heardBy(it.client, 'C')).toEqual(['USER user', 'PASS <redacted>'])
  })
})

describe('The mailbox', () => {
  const id = '<run@mailtls.invalid>'

  test('gives the message with an id, looked for from the newest on', async () => {
    await using it = await greeted()
    const served = it.answer('+OK 12 3456', listing('To: a'), '-ERR gone', listing(`Message-ID: ${id}`, '', '..'))
    expect(await it.pop3.find(id)).toEqual({ number: 10, header: `Message-ID: ${id}\r\n\r\n.` })
    await served
    expect(it.heard).toEqual(['STAT', 'TOP 12 0', 'TOP 11 0', 'TOP 10 0'])
  })

  test.each(['+OK 0 0', '-ERR not logged in', '+OK'])('has none where STAT says "%s"', async (answer) => {
    await using it = await greeted()
    const served = it.answer(answer)
    expect(await it.pop3.find(id)).toBeUndefined()
    await served
    expect(it.heard).toEqual(['STAT'])
  })

  test('is looked through no further than the hundred newest messages', async () => {
    await using it = await greeted()
    const served = it.answer('+OK 1000 1', ...Array.from({ length: 100 }, () => listing('')))
    expect(await it.pop3.find(id)).toBeUndefined()
    await served
    expect(it.heard.at(-1)).toBe('TOP 901 0')
  })
})

describe('Taking leave', () => {
  test('says QUIT and lets go, without waiting for the answer', async () => {
    await using it = await greeted()
    it.pop3.close()
    expect(await it.server.line()).toBe('QUIT')
    expect(await it.server.ended()).toBe('fin')
  })

  test('says nothing to one who has gone', async () => {
    await using it = await greeted()
    it.server.close()
    await it.client.ended()
    it.pop3.close()
    expect(heardBy(it.client, 'C')).toEqual([])
  })

  test('may be answered', async () => {
    await using it = await greeted()
    const served = it.answer('+OK bye')
    expect(`${await it.pop3.quit()}`).toBe('+OK bye')
    await served
  })
})
