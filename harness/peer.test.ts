import { once } from 'node:events'
import { describe, expect, test } from 'vitest'
import { clientPeer, heardBy, peers, serverPeer } from './testing/peers.ts'
import { readUntil } from './testing/socket-pair.ts'

describe('Lines', () => {
  test('A dialogue goes to and fro, the same on both sides', async () => {
    await using ends = await peers()
    ends.server.send('220 here\r\n')
    expect(await ends.client.line()).toBe('220 here')
    ends.client.send('NOOP\r\n')
    expect(await ends.server.line()).toBe('NOOP')
    const dialogue = ['S: 220 here', 'C: NOOP']
    expect(ends.client.recording.dialogue()).toEqual(dialogue)
    expect(ends.server.recording.dialogue()).toEqual(dialogue)
  })

  test('Lines end with CRLF or a bare LF, and which it was can be asked', async () => {
    await using ends = await serverPeer()
    ends.raw.client.write('EHLO a\r\nNOOP\nQUIT\r\n')
    const seen = []
    for (let n = 0; n < 3; n++) seen.push([await ends.server.line(), ends.server.lineEnd])
    expect(seen).toEqual([
      ['EHLO a', 'CRLF'],
      ['NOOP', 'LF'],
      ['QUIT', 'CRLF'],
    ])
  })

  test('A line that comes in pieces is one line', async () => {
    await using ends = await clientPeer()
    const line = ends.client.line()
    for (const piece of ['2', '50 ', 'o', 'k\r', '\n']) {
      ends.raw.server.write(piece)
      await once(ends.raw.client, 'data')
    }
    expect(await line).toBe('250 ok')
    expect(heardBy(ends.client, 'S')).toEqual(['250 ok'])
  })

  test('A line without end is given up before it fills the memory', async () => {
    await using ends = await clientPeer()
    ends.raw.server.write(Buffer.alloc(65 * 1024, 'x'))
    await expect(ends.client.line()).rejects.toMatchObject({ code: 'too-long' })
  })

  test('A TLS record where a line is due is said to be one', async () => {
    await using ends = await serverPeer()
    ends.raw.client.write(Buffer.from([22, 3, 1, 0, 1, 1]))
    await expect(ends.server.line()).rejects.toMatchObject({ code: 'tls-instead-of-plaintext' })
  })
})

describe('Segments', () => {
  test('One write is one segment for whoever reads', async () => {
    await using ends = await peers()
    ends.client.send('STARTTLS\r\nNOOP\r\n')
    await ends.server.line()
    expect(ends.server.lastRead.toString()).toBe('STARTTLS\r\nNOOP\r\n')
    expect(heardBy(ends.server, 'C')).toEqual(['STARTTLS<CRLF>NOOP<CRLF>'])
  })

  test('Two writes that a pause parts arrive as two', async () => {
    await using ends = await peers()
    const first = once(ends.raw.server, 'data')
    ends.client.send('STAR')
    await ends.client.pause(1)
    await first
    ends.client.send('TTLS\r\n')
    expect(await ends.server.line()).toBe('STARTTLS')
    expect(heardBy(ends.server, 'C')).toEqual(['STAR<no line end>', 'TTLS'])
  })

  test('Every byte value is sent and read as it is', async () => {
    await using ends = await peers()
    const bytes = Buffer.from(Array.from({ length: 256 }, (_, value) => value))
    ends.client.send(bytes)
    ends.client.send(bytes.toString('latin1'))
    await readUntil(ends.raw.server, () => ends.server.unreadLength === 512)
    expect(ends.server.leftover()).toEqual(Buffer.concat([bytes, bytes]))
  })
})

describe('Bytes', () => {
  test('are taken as they come, whatever they are, and none at the end', async () => {
    await using ends = await clientPeer()
    const waiting = ends.client.bytes()
    ends.raw.server.write(Buffer.from([22, 3, 1, 0, 0x0a]))
    expect(await waiting).toEqual(Buffer.from([22, 3, 1, 0, 0x0a]))
    ends.raw.server.end('rest')
    await ends.client.ended()
    expect((await ends.client.bytes()).toString()).toBe('rest')
    expect(await ends.client.bytes()).toHaveLength(0)
    expect(await ends.client.bytes()).toHaveLength(0)
  })

  test('are taken behind a line, too', async () => {
    await using ends = await clientPeer()
    ends.raw.server.write('220 go\r\nhalf')
    expect(await ends.client.line()).toBe('220 go')
    expect((await ends.client.bytes()).toString()).toBe('half')
  })

  test('Exactly as many as asked for are waited for, and the rest is left', async () => {
    await using ends = await clientPeer()
    const literal = ends.client.exactly(5)
    for (const byte of 'a\r\nbc)\r\n') {
      ends.raw.server.write(byte)
      await once(ends.raw.client, 'data')
    }
    expect((await literal).toString()).toBe('a\r\nbc')
    expect(await ends.client.exactly(0)).toHaveLength(0)
    expect(await ends.client.line()).toBe(')')
  })

  test('A megabyte can be asked for, and no more', async () => {
    await using ends = await clientPeer()
    const megabyte = Buffer.alloc(1024 * 1024, 'x')
    ends.raw.server.write(Buffer.concat([megabyte, Buffer.from('last\r\n')]))
    expect((await ends.client.exactly(megabyte.length)).equals(megabyte)).toBe(true)
    expect(await ends.client.line()).toBe('last')
    await expect(ends.client.exactly(megabyte.length + 1)).rejects.toMatchObject({ code: 'too-long' })
  })

  test('Fewer than asked for before the end are left', async () => {
    await using ends = await clientPeer()
    ends.raw.server.end('abc')
    await expect(ends.client.exactly(4)).rejects.toMatchObject({ code: 'ended' })
    expect(ends.client.leftover().toString()).toBe('abc')
  })
})

describe('What was not read', () => {
  test('What came behind a line is left over, and taken once', async () => {
    await using ends = await serverPeer()
    ends.raw.client.write('STARTTLS\r\nNOOP\r\nQU')
    await ends.server.line()
    expect(ends.server.hasLine()).toBe(true)
    expect(ends.server.unreadLength).toBe(8)
    expect(ends.server.leftover().toString()).toBe('NOOP\r\nQU')
    expect(ends.server.hasLine()).toBe(false)
    expect(ends.server.leftover()).toHaveLength(0)
  })

  test('What is put back is read before what comes', async () => {
    await using ends = await serverPeer()
    ends.raw.client.write('XFIRST')
    await readUntil(ends.raw.server, () => true)
    ends.server.unread(Buffer.from('XPART '))
    ends.raw.client.write('\r\n')
    expect(await ends.server.line()).toBe('XPART XFIRST')
  })

  const lines = `${'x'.repeat(1022)}\r\n`.repeat(3 * 1024)

  test('More than a megabyte that nobody reads is left in the kernel, and read in the end', async () => {
    await using ends = await clientPeer()
    ends.raw.server.write(lines)
    ends.raw.server.end('last\r\n')
    while (!ends.raw.client.isPaused()) await once(ends.raw.client, 'data')
    expect(ends.client.unreadLength).toBeLessThan(2 * 1024 * 1024)
    for (let n = 0; n < 3 * 1024; n++) expect(await ends.client.line()).toHaveLength(1022)
    expect(await ends.client.line()).toBe('last')
    expect(await ends.client.ended()).toBe('fin')
  })

  test('A peer that was full takes more after all was taken as left over', async () => {
    await using ends = await clientPeer()
    ends.raw.server.write(lines)
    while (!ends.raw.client.isPaused()) await once(ends.raw.client, 'data')
    ends.client.leftover()
    ends.raw.server.end('\nlast\n')
    let line = await ends.client.line()
    while (line !== 'last') line = await ends.client.line()
    expect(await ends.client.ended()).toBe('fin')
  })

  test('Whoever waits for the end while nobody reads is not kept waiting for ever', async () => {
    await using ends = await clientPeer()
    ends.raw.server.end(lines)
    await expect(ends.client.ended()).rejects.toMatchObject({ code: 'too-long' })
  })
})

describe('Plaintext in front of TLS', () => {
  const record = Buffer.from([22, 3, 1, 0, 3, 0x0a, 0x0d, 0x0a])
  const cases: [title: string, before: string][] = [
    ['nothing', ''],
    ['a line', 'NOOP\r\n'],
    ['several lines', 'NOOP\r\nEHLO x\r\n'],
    ['part of a line', 'XPART '],
  ]

  test.each(cases)('%s is told from the record that follows in the same segment', async (_title, before) => {
    await using ends = await serverPeer()
    ends.raw.client.write(Buffer.concat([Buffer.from(before), record, Buffer.from('AFTER\r\n')]))
    expect((await ends.server.plaintextBeforeTls()).toString()).toBe(before)
    expect(ends.server.leftover()).toEqual(Buffer.concat([record, Buffer.from('AFTER\r\n')]))
  })

  test.each(cases)('%s is told from the record that follows byte by byte', async (_title, before) => {
    await using ends = await serverPeer()
    const found = ends.server.plaintextBeforeTls()
    for (const byte of Buffer.concat([Buffer.from(before), record])) {
      ends.raw.client.write(Buffer.from([byte]))
      await once(ends.raw.server, 'data')
    }
    expect((await found).toString()).toBe(before)
    expect(ends.server.leftover()).toEqual(record)
  })

  test('It may hold the first byte of a record that does not follow', async () => {
    await using ends = await serverPeer()
    const found = ends.server.plaintextBeforeTls()
    for (const bytes of [Buffer.from('NO\x16'), Buffer.from('OP\r\n'), record]) {
      ends.raw.client.write(bytes)
      await once(ends.raw.server, 'data')
    }
    expect((await found).toString()).toBe('NO\x16OP\r\n')
  })

  test('It ends where a hello of SSL 2 begins, which is no record', async () => {
    await using ends = await serverPeer()
    const hello = Buffer.from([0x80, 0x2e, 1, 0, 2])
    ends.raw.client.write(Buffer.concat([Buffer.from('NOOP\r\n'), hello]))
    expect((await ends.server.plaintextBeforeTls()).toString()).toBe('NOOP\r\n')
    expect(ends.server.leftover()).toEqual(hello)
  })

  test('It is all that came, where the other side ends without TLS', async () => {
    await using ends = await serverPeer()
    ends.raw.client.end('NOOP\r\nQUIT')
    expect((await ends.server.plaintextBeforeTls()).toString()).toBe('NOOP\r\nQUIT')
    expect(ends.server.leftover()).toHaveLength(0)
  })
})
