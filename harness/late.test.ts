import { expect, test, vi } from 'vitest'
import { lateText } from './late.ts'
import { Recording } from './recording.ts'

const late = new Error('no answer within 5000 ms')

/** A connection on which TLS is about to start. */
function recorded(): Recording {
  const recording = new Recording()
  recording.nextConnection()
  recording.add(1, 'S', { layer: 'tcp', data: Buffer.from('220 go\r\n') })
  recording.add(1, 'S', { layer: 'plaintext', data: Buffer.from('220 go\r\n') })
  recording.add(1, 'C', { layer: 'note', text: 'starts TLS' })
  return recording
}

test('A deadline is told by what was said last', () => {
  expect(lateText(late, new Recording(), 'S')).toBe('no answer within 5000 ms')
  const silent = new Recording()
  const here = { address: '127.0.0.1', port: 25 }
  silent.add(silent.nextConnection(), 'C', { layer: 'open', client: here, server: here })
  expect(lateText(late, silent, 'S')).toBe('no answer within 5000 ms: nothing was said on the connection')
  expect(lateText(late, recorded(), 'S')).toBe('no answer within 5000 ms after "C: <starts TLS>"')
})

test('and by how much of TLS has come behind it from the other side, also where it was not kept', () => {
  const recording = recorded()
  recording.add(1, 'C', { layer: 'tcp', data: Buffer.alloc(500) })
  for (let i = 0; i < 100; i++) recording.add(1, 'S', { layer: 'tcp', data: Buffer.alloc(10_000) })
  expect(lateText(late, recording, 'S')).toMatch(/after "C: <starts TLS>", though 1000000 bytes of TLS came$/)
})

test('and by how long that was awaited, where most of the time went before', () => {
  vi.useFakeTimers({ toFake: ['performance'] })
  try {
    const recording = recorded()
    vi.advanceTimersByTime(4600)
    recording.add(1, 'S', { layer: 'plaintext', data: Buffer.from('250 ok\r\n') })
    vi.advanceTimersByTime(400)
    expect(lateText(late, recording, 'S')).toBe(
      'no answer within 5000 ms after "S: 250 ok": 400 ms were left for it; --timeout gives longer, a lower --concurrency less to do',
    )
    vi.advanceTimersByTime(10_000)
    expect(lateText(late, recording, 'S')).toBe('no answer within 5000 ms after "S: 250 ok"')
  } finally {
    vi.useRealTimers()
  }
})

test('Text without end is no TLS', () => {
  const recording = recorded()
  const text = Buffer.alloc(10_000, 'x')
  for (let i = 0; i < 100; i++) {
    recording.add(1, 'S', { layer: 'tcp', data: text })
    recording.add(1, 'S', { layer: 'plaintext', data: text })
  }
  expect(lateText(late, recording, 'S')).toMatch(/bytes more>"$/)
})
