import { expect, test } from 'vitest'
import { saidTo } from './testing/said-to.ts'

test.each(['EHLO', 'HELO'])(
  'What a client calls itself is not repeated by %s where it holds control characters',
  async (verb) => {
    const said = await saidTo('smtp', [Buffer.from(`${verb} me\r250 you\r\n${verb} \0\r\n${verb} me\r\nQUIT\r\n`)])
    const codes = said.split('\r\n').map((line) => line.slice(0, 3))
    expect(codes.slice(0, 4)).toEqual(['220', '501', '501', '250'])
    expect(said.replaceAll('\r\n', '')).not.toMatch(/[\r\0]/)
  },
)
