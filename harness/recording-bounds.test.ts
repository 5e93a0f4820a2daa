import { expect, test } from 'vitest'
import { Recording, type Side } from './recording.ts'

function heard(
  recording: Recording,
  data: string | Buffer,
  layer: 'plaintext' | 'tcp' = 'plaintext',
  side: Side = 'S',
) {
  recording.add(1, side, { layer, data: typeof data === 'string' ? Buffer.from(data) : data })
}

function recorded(): Recording {
  const recording = new Recording()
  recording.nextConnection()
  return recording
}

function bytesKept({ events }: Recording): number {
  return events.reduce((sum, event) => sum + ('data' in event ? event.data.length : 0), 0)
}

test('What a peer sends without end is kept up to 256 KiB a layer, and then counted', () => {
  const recording = recorded()
  const piece = Buffer.from('250-x\r\n'.repeat(1024))
  for (let i = 0; i < 1000; i++) for (const layer of ['tcp', 'plaintext'] as const) heard(recording, piece, layer)
  expect(bytesKept(recording)).toBeLessThanOrEqual(2 * 256 * 1024)
  const kept = Math.floor((256 * 1024) / piece.length)
  expect(recording.dialogue().at(-1)).toBe(`S: <${(1000 - kept) * piece.length} bytes more>`)
})

test('So are bytes that come one by one', () => {
  const recording = recorded()
  for (let i = 0; i < 100_000; i++) heard(recording, Buffer.from('x'))
  expect(recording.events.length).toBeLessThanOrEqual(5001)
  expect(recording.dialogue().at(-1)).toBe('S: <95000 bytes more>')
})

test('Each side and each connection has room of its own', () => {
  const recording = recorded()
  heard(recording, Buffer.alloc(300 * 1024, 'x'))
  heard(recording, 'QUIT\r\n', 'plaintext', 'C')
  recording.add(recording.nextConnection(), 'S', { layer: 'plaintext', data: Buffer.from('220 here\r\n') })
  expect(recording.dialogue()).toEqual(['S: <307200 bytes more>', 'C: QUIT', 'S: 220 here'])
})

test('A dialogue shows the first 300 and the last 100 lines of a connection', () => {
  const recording = recorded()
  heard(recording, Array.from({ length: 1000 }, (_, i) => `${i}\r\n`).join(''))
  const lines = recording.dialogue()
  expect(lines).toHaveLength(401)
  expect(lines.slice(299, 302)).toEqual(['S: 299', 'S: <600 lines are left out here>', 'S: 900'])
})
