import { beforeAll, describe, expect, test } from 'vitest'
import { serverIdentity } from '../testing/identity.ts'
import { clientPeer, heardBy } from '../testing/peers.ts'
import { scripted } from '../testing/scripted.ts'
import type { ServerTls } from '../wire/tls-session.ts'
import { ImapClient } from './imap-client.ts'

let identity: ServerTls
beforeAll(async () => {
  const { cert, key } = await serverIdentity()
  identity = { cert, key }
})

/** A client that has read its greeting, and a server that answers as told. */
async function greeted(greeting = '* OK here') {
  const script = await scripted(greeting)
  return { ...script, imap: await ImapClient.open(script.client) }
}

const listing = (words: string) => `* CAPABILITY IMAP4rev1 ${words}\nTAG OK done`

describe('The greeting', () => {
  test.each([
    ['* OK [CAPABILITY IMAP4rev1 STARTTLS] here', 'OK'],
    ['* ok', 'OK'],
    ['* PREAUTH welcome, user', 'PREAUTH'],
    ['* OK here {5}', 'OK'],
  ])('"%s" is kept', async (greeting, status) => {
    await using it = await greeted(greeting)
    expect(it.imap.greeting).toMatchObject({ tag: '*', status, text: greeting.slice(2) })
  })

  test.each([
    ['* BYE too many', 'busy'],
    ['* NO here', 'not-the-protocol'],
    ['+ OK here', 'not-the-protocol'],
    ['m1 OK here', 'not-the-protocol'],
    ['220 here', 'not-the-protocol'],
    ['+OK here', 'not-the-protocol'],
  ])('that is "%s" is told as %s', async (greeting, code) => {
    await using ends = await clientPeer()
    ends.raw.server.write(`${greeting}\r\n`)
    await expect(ImapClient.open(ends.client)).rejects.toMatchObject({
      code,
      message: expect.stringContaining(greeting),
    })
  })

  test.each(['', '* OK half'])('that ends after "%s" is told from one that is wrong', async (greeting) => {
    await using ends = await clientPeer()
    ends.raw.server.end(greeting)
    await expect(ImapClient.open(ends.client)).rejects.toMatchObject({
      code: 'closed-before-greeting',
      cause: expect.objectContaining({ code: 'ended' }),
    })
  })
})

describe('Commands', () => {
  test('have tags of their own, and their answers what came before', async () => {
    await using it = await greeted()
    const served = it.answer('* 1 EXISTS\n* OK still here\nTAG OK done', 'TAG BAD what?')
    expect(await it.imap.command('NOOP')).toMatchObject({ status: 'OK', untagged: ['1 EXISTS', 'OK still here'] })
    expect(`${await it.imap.command('XFENCE')}`).toBe('m2 BAD what?')
    await served
    expect(heardBy(it.client, 'C')).toEqual(['m1 NOOP', 'm2 XFENCE'])
  })

  test.each(['m7 OK done', 'TAG0 OK done', 'OK done now', '250 ok'])(
    'that "%s" answers leave the dialogue out of step',
    async (answer) => {
      await using it = await greeted()
      const served = it.answer(answer)
      await expect(it.imap.command('NOOP')).rejects.toMatchObject({ reason: { code: 'out-of-step' } })
      await served
    },
  )

  test('are answered out of step, too, where the answer is that of the one before', async () => {
    await using it = await greeted()
    it.imap.send(`${it.imap.tagged('NOOP')}\r\n${it.imap.tagged('XFENCE')}\r\n`)
    const served = it.answer('TAG OK done', 'TAG BAD what?')
    await expect(it.imap.answer()).rejects.toMatchObject({ reason: { code: 'out-of-step' } })
    expect((await it.imap.answer()).shape).toBe('m2 BAD')
    await served
  })

  test('are not answered where the connection ends', async () => {
    await using it = await greeted()
    it.server.close()
    await expect(it.imap.command('NOOP')).rejects.toMatchObject({ code: 'ended' })
  })

  test('that a BYE and the end come after are not answered either: the server closes', async () => {
    await using it = await greeted()
    const served = it.answer('* BYE too long').then(() => it.server.close())
    await expect(it.imap.command('NOOP')).rejects.toMatchObject({
      code: 'closing',
      message: expect.stringContaining('BYE too long'),
    })
    await served
  })

  test('may be answered after a BYE', async () => {
    await using it = await greeted()
    const served = it.answer('* BYE bye\nTAG OK done').then(() => it.server.close())
    expect(await it.imap.quit()).toMatchObject({ status: 'OK', untagged: ['BYE bye'] })
    await served
    expect(it.heard).toEqual(['TAG LOGOUT'])
  })
})

describe('CAPABILITY', () => {
  test('tells what is listed, last', async () => {
    await using it = await greeted()
    const served = it.answer('* CAPABILITY OLD\n* capability IMAP4rev1 STARTTLS auth=PLAIN\nTAG OK done')
    expect(await it.imap.capabilities()).toMatchObject({
      listed: ['IMAP4rev1', 'STARTTLS', 'auth=PLAIN'],
      startTls: true,
      mechanisms: ['PLAIN'],
    })
    await served
  })

  test.each(['TAG BAD no', 'TAG OK [CAPABILITY IMAP4rev1] done', '* CAPABILITY X\nTAG NO', '+ go on'])(
    'that is answered "%s" is inconclusive',
    async (answer) => {
      await using it = await greeted()
      const served = it.answer(answer)
      await expect(it.imap.capabilities()).rejects.toMatchObject({ reason: { code: 'capability-refused' } })
      await served
    },
  )
})

describe('Starting TLS', () => {
  test('says CAPABILITY, STARTTLS and what the handshake settled, and goes on inside', async () => {
    await using it = await greeted()
    const served = it
      .answer(listing('STARTTLS'), 'TAG OK go')
      .then(() => it.server.startTls(identity))
      .then(() => it.answer(listing('AUTH=PLAIN')))
    expect(await it.imap.startTls({ maxVersion: 'TLSv1.2' })).toMatchObject({ version: 'TLSv1.2' })
    expect(await it.imap.capabilities()).toMatchObject({ startTls: false, mechanisms: ['PLAIN'] })
    await served
    expect(it.heard).toEqual(['TAG CAPABILITY', 'TAG STARTTLS', 'TAG CAPABILITY'])
    expect(it.client.tls).toBeDefined()
  })

  test.each([
    ['capability-refused', ['TAG BAD no']],
    ['starttls-not-offered', [listing('LOGINDISABLED')]],
    ['starttls-refused', [listing('STARTTLS'), 'TAG NO not now']],
    ['starttls-refused', [listing('STARTTLS'), 'TAG BAD no']],
    ['starttls-refused', [listing('STARTTLS'), '+ go']],
  ])('is inconclusive: %s', async (code, answers) => {
    await using it = await greeted()
    const served = it.answer(...answers)
    await expect(it.imap.startTls()).rejects.toMatchObject({ verdict: 'inconclusive', reason: { code } })
    await served
  })

  test('is inconclusive where the handshake fails', async () => {
    await using it = await greeted()
    const served = it.answer('TAG OK go').then(() => it.server.close())
    await expect(it.imap.upgrade()).rejects.toMatchObject({ reason: { code: 'handshake-failed' } })
    await served
  })
})

describe('The mailbox', () => {
  const id = '<run@mailtls.invalid>'
  const search = `TAG UID SEARCH HEADER Message-ID "${id}"`

  test('gives the header of the message with an id', async () => {
    await using it = await greeted()
    const header = `Message-ID: ${id}\r\nX: )\r\n\r\n`
    const fetched = `* 9 FETCH (FLAGS ())\n* 2 FETCH (UID 7 BODY[HEADER] {${header.length}}\n${header} FLAGS (\\Seen))`
    const served = it.answer('* 2 EXISTS\nTAG OK open', '* SEARCH 7 8\nTAG OK done', `${fetched}\nTAG OK done`)
    expect(await it.imap.header(id)).toBe(header)
    await served
    expect(it.heard).toEqual(['TAG EXAMINE INBOX', search, 'TAG UID FETCH 7 (BODY.PEEK[HEADER])'])
  })

  test.each(['* SEARCH\nTAG OK none', 'TAG OK none', 'TAG NO not selected'])(
    'has none where the search says "%s"',
    async (answer) => {
      await using it = await greeted()
      const served = it.answer('TAG OK open', answer)
      expect(await it.imap.header(id)).toBeUndefined()
      await served
      expect(it.heard).toEqual(['TAG EXAMINE INBOX', search])
    },
  )

  test('has none any more where nothing is fetched', async () => {
    await using it = await greeted()
    const served = it.answer('TAG OK open', '* SEARCH 7\nTAG OK done', 'TAG OK [EXPUNGEISSUED] gone')
    expect(await it.imap.header(id)).toBeUndefined()
    await served
  })
})

describe('Taking leave', () => {
  test('says LOGOUT and lets go, without waiting for the answer', async () => {
    await using it = await greeted()
    it.imap.close()
    expect(await it.server.line()).toBe('m1 LOGOUT')
    expect(await it.server.ended()).toBe('fin')
  })

  test('says nothing to one who has gone', async () => {
    await using it = await greeted()
    it.server.close()
    await it.client.ended()
    it.imap.close()
    expect(heardBy(it.client, 'C')).toEqual([])
  })
})
