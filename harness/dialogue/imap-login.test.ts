import { beforeAll, describe, expect, test } from 'vitest'
import { serverIdentity } from '../testing/identity.ts'
import { heardBy } from '../testing/peers.ts'
import { scripted } from '../testing/scripted.ts'
import type { ServerTls } from '../wire/tls-session.ts'
import { ImapClient } from './imap-client.ts'

let identity: ServerTls
beforeAll(async () => {
  const { cert, key } = await serverIdentity()
  identity = { cert, key }
})

const account = { user: 'user', password: 'correct horse' }
const plain = Buffer.from('\0user\0correct horse').toString('base64')
const listing = (words: string) => `* CAPABILITY IMAP4rev1 ${words}\nTAG OK done`

async function greeted() {
  const script = await scripted('* OK here')
  return { ...script, imap: await ImapClient.open(script.client) }
}

/** A client that knows what is listed. */
async function knowing(words: string) {
  const it = await greeted()
  const served = it.answer(listing(words))
  await it.imap.capabilities()
  await served
  it.heard.length = 0
  return it
}

describe('An AUTHENTICATE exchange', () => {
  test.each([
    ['PLAIN', 'AGE=', 'TAG AUTHENTICATE PLAIN AGE='],
    ['EXTERNAL', '=', 'TAG AUTHENTICATE EXTERNAL ='],
  ])('of %s begins with its response where SASL-IR is listed', async (mechanism, initial, line) => {
    await using it = await knowing('sasl-ir')
    const served = it.answer('TAG OK welcome')
    expect(await it.imap.sasl(mechanism, initial)).toMatchObject({ accepted: true, challenge: undefined })
    await served
    expect(it.heard).toEqual([line])
  })

  test.each([
    ['PLAIN', '+ ', 'AGE=', 'AGE='],
    ['PLAIN', '+', 'AGE=', 'AGE='],
    ['EXTERNAL', '+ ', '=', ''],
    ['EXTERNAL', '+ eW91Pw==', '=', ''],
  ])('of %s has it behind "%s" where SASL-IR is not', async (mechanism, challenge, initial, response) => {
    await using it = await knowing('')
    const served = it.answer(challenge, 'TAG OK welcome')
    expect((await it.imap.sasl(mechanism, initial)).status).toBe('OK')
    await served
    expect(it.heard).toEqual([`TAG AUTHENTICATE ${mechanism}`, response])
  })

  test('ends where the mechanism is refused', async () => {
    await using it = await knowing('')
    const served = it.answer('TAG NO unknown')
    expect((await it.imap.sasl('EXTERNAL', '=')).status).toBe('NO')
    await served
  })

  test('goes to and fro, and is cancelled by a star', async () => {
    await using it = await knowing('SASL-IR')
    const served = it.answer('+ VXNlcm5hbWU6', '* 1 EXISTS\n+ UGFzc3dvcmQ6', 'TAG BAD cancelled')
    expect((await it.imap.sasl('LOGIN')).challenge).toBe('VXNlcm5hbWU6')
    expect(await it.imap.respond('dXNlcg==')).toMatchObject({ challenge: 'UGFzc3dvcmQ6', untagged: ['1 EXISTS'] })
    expect(await it.imap.respond('*')).toMatchObject({ status: 'BAD', accepted: false })
    await served
    expect(it.heard).toEqual(['TAG AUTHENTICATE LOGIN', 'dXNlcg==', '*'])
  })
})

describe('Logging in', () => {
  test.each([
    ['SASL-IR AUTH=PLAIN', ['TAG OK welcome'], [`TAG AUTHENTICATE PLAIN ${plain}`]],
    ['LOGINDISABLED AUTH=plain', ['+ ', 'TAG OK welcome'], ['TAG AUTHENTICATE PLAIN', plain]],
    ['AUTH=LOGIN', ['TAG OK welcome'], ['TAG LOGIN "user" "correct horse"']],
    ['', ['TAG OK welcome'], ['TAG LOGIN "user" "correct horse"']],
  ])('uses what "%s" gives', async (words, answers, heard) => {
    await using it = await knowing(words)
    const served = it.answer(...answers)
    expect((await it.imap.authenticate(account)).accepted).toBe(true)
    await served
    expect(it.heard).toEqual(heard)
  })

  test('asks what is listed where it does not know, and again inside TLS', async () => {
    await using it = await greeted()
    const served = it
      .answer(listing('STARTTLS LOGINDISABLED'), 'TAG OK go')
      .then(() => it.server.startTls(identity))
      .then(() => it.answer(listing('SASL-IR AUTH=PLAIN'), 'TAG NO', 'TAG NO'))
    await it.imap.startTls()
    await it.imap.authenticate(account)
    await it.imap.authenticate(account)
    await served
    const login = `TAG AUTHENTICATE PLAIN ${plain}`
    expect(it.heard).toEqual(['TAG CAPABILITY', 'TAG STARTTLS', 'TAG CAPABILITY', login, login])
  })

  test('does not say LOGIN where that is disabled', async () => {
    await using it = await knowing('LOGINDISABLED AUTH=XOAUTH2')
    await expect(it.imap.authenticate(account)).rejects.toMatchObject({ reason: { code: 'login-refused' } })
    expect(it.heard).toEqual([])
  })

  test('is cancelled where a server goes on asking', async () => {
    await using it = await knowing('SASL-IR AUTH=PLAIN')
    const served = it.answer('+ more', 'TAG BAD cancelled')
    expect((await it.imap.authenticate(account)).accepted).toBe(false)
    await served
    expect(it.heard).toEqual([`TAG AUTHENTICATE PLAIN ${plain}`, '*'])
  })

  test.each([
    ['a b', '"a b"'],
    ['say "x"', String.raw`"say \"x\""`],
    [String.raw`back\slash`, String.raw`"back\\slash"`],
    ['pässwörd€', `"${Buffer.from('pässwörd€').toString('latin1')}"`],
    ['', '""'],
  ])('quotes %s', async (password, quoted) => {
    await using it = await greeted()
    const served = it.answer('TAG OK welcome')
    await it.imap.login({ user: password, password })
    await served
    expect(it.heard).toEqual([`TAG LOGIN ${quoted} ${quoted}`])
  })

  test.each(['correct horse', String.raw`back\slash "and" quotes`, 'pässwörd'])(
    'leaves no secret in the dialogue: %s',
    async (password) => {
      await using it = await greeted()
      const served = it.answer('TAG NO no')
      await it.imap.login({ user: 'user', password })
      await served
      expect(heardBy(it.client, 'C')).toEqual(['m1 LOGIN "user" "<redacted>"'])
    },
  )

  test('leaves none of an exchange there either, nor what a server gives back of it', async () => {
    await using it = await knowing('AUTH=PLAIN')
    const served = it.answer('+ ', `TAG NO no ${plain} and no correct horse`)
    await it.imap.authenticate(account)
    await served
    expect(it.client.recording.dialogue().slice(-4)).toEqual([
      'C: m2 AUTHENTICATE PLAIN',
      'S: + ',
      'C: <redacted>',
      'S: m2 NO no <redacted> and no <redacted>',
    ])
  })
})
