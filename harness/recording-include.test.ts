import { describe, expect, test } from 'vitest'
import { Recording } from './recording.ts'
import { recorded } from './testing/recorded.ts'

describe('What is included', () => {
  const texts = (recording: Recording) => recording.dialogue().map((line) => line.slice(3))

  test('stands between what was said before and what is said behind it', () => {
    const recording = recorded(['S', '220 first\r\n'])
    recording.include(recorded(['S', '220 second\r\n']))
    recording.add(recording.nextConnection(), 'S', { layer: 'plaintext', data: Buffer.from('220 third\r\n') })
    expect(texts(recording)).toEqual(['220 first', '220 second', '220 third'])
    expect(recording.events.map(({ connection }) => connection)).toEqual([1, 2, 3])
  })

  test('is what was there then, whatever follows', () => {
    const [recording, other] = [new Recording(), recorded(['S', '220 a\r\n'])]
    recording.include(other)
    other.add(1, 'S', { layer: 'plaintext', data: Buffer.from('250 b\r\n') })
    recording.include(other)
    expect(texts(recording)).toEqual(['220 a'])
    expect(texts(other)).toEqual(['220 a', '250 b'])
  })

  test('takes no memory again, however many include it', () => {
    const shared = recorded(...Array.from({ length: 1000 }, (): ['S', string] => ['S', '250 more\r\n']))
    const held = Array.from({ length: 500 }, () => new Recording())
    const before = process.memoryUsage().heapUsed
    for (const each of held) each.include(shared)
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(5_000_000)
    expect(held.at(-1)!.events).toHaveLength(shared.events.length)
  })
})
