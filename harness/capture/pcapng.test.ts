import { expect, test } from 'vitest'
import { pcapng } from './pcapng.ts'

/** The blocks of a file: type and body. */
function blocksOf(file: Buffer): { type: number; body: Buffer }[] {
  const blocks = []
  for (let at = 0; at < file.length;) {
    const length = file.readUInt32LE(at + 4)
    expect(length % 4).toBe(0)
    expect(file.readUInt32LE(at + length - 4)).toBe(length)
    blocks.push({ type: file.readUInt32LE(at), body: file.subarray(at + 8, at + length - 4) })
    at += length
  }
  return blocks
}

const packet = { at: 1_700_000_000_123.456, bytes: Buffer.from('12345'), comments: ['one', 'two'] }
const keyLog = Buffer.from('CLIENT_RANDOM 00 11\n')

test('Secrets stand before the packets that they open', () => {
  const file = pcapng({ comment: 'about', application: 'mailtls', keyLog, packets: [packet, packet] })
  const [section, interfaceBlock, secrets, ...packets] = blocksOf(file)
  expect(section!.type).toBe(0x0a0d0d0a)
  expect(interfaceBlock).toMatchObject({ type: 1, body: Buffer.from([101, 0, 0, 0, 0, 0, 0, 0]) })
  expect(secrets!.type).toBe(10)
  expect(secrets!.body.readUInt32LE(0)).toBe(0x544c534b)
  expect(secrets!.body.readUInt32LE(4)).toBe(keyLog.length)
  expect(secrets!.body.subarray(8, 8 + keyLog.length)).toEqual(keyLog)
  expect(packets.map(({ type }) => type)).toEqual([6, 6])
})

test('A packet has its time in µs, its bytes, and all that is said of it', () => {
  const { body } = blocksOf(pcapng({ comment: '', application: '', keyLog: Buffer.alloc(0), packets: [packet] })).at(
    -1,
  )!
  const time = (BigInt(body.readUInt32LE(4)) << 32n) | BigInt(body.readUInt32LE(8))
  expect(time).toBe(1_700_000_000_123_456n)
  expect([body.readUInt32LE(12), body.readUInt32LE(16)]).toEqual([5, 5])
  expect(body.subarray(20, 28).toString()).toBe('12345\0\0\0')
  const comment = (text: string) => `\x01\0\x03\0${text}\0`
  expect(body.subarray(28).toString()).toBe(`${comment('one')}${comment('two')}\0\0\0\0`)
})

test('Without secrets there is no block for them', () => {
  const file = pcapng({ comment: 'about', application: 'mailtls', keyLog: Buffer.alloc(0), packets: [] })
  expect(blocksOf(file).map(({ type }) => type)).toEqual([0x0a0d0d0a, 1])
})
