import * as fc from 'fast-check'
import type { Arbitrary } from 'fast-check'

/** Bytes, with no meaning. */
export function bytes(maxLength = 64): Arbitrary<Buffer> {
  return fc.uint8Array({ maxLength }).map((array) => Buffer.from(array))
}

/** Texts made of these pieces and of whatever bytes, a character for each. */
export function soup(tokens: readonly string[], maxLength = 20): Arbitrary<string> {
  const token = fc.constantFrom(...tokens)
  const noise = bytes(4).map((each) => each.toString('latin1'))
  return fc.array(fc.oneof({ arbitrary: token, weight: 4 }, noise), { maxLength }).map((pieces) => pieces.join(''))
}

/** Texts of one line of these characters; by default of what is printable in ASCII. */
export function lineOf(pattern = /[\x20-\x7e]/, maxLength = 20): Arbitrary<string> {
  const all = Array.from({ length: 256 }, (_, code) => String.fromCharCode(code))
  const unit = fc.constantFrom(...all.filter((character) => character !== '\n' && pattern.test(character)))
  return fc.string({ unit, maxLength })
}

/** Where to cut something, for `cutAt`. */
export const places: Arbitrary<'everywhere' | number[]> = fc.oneof(
  fc.array(fc.nat(), { maxLength: 6 }),
  fc.constant('everywhere' as const),
)

/** The same bytes as pieces, in their order and none of them empty. */
export function cut(whole: Arbitrary<Buffer | string>): Arbitrary<Buffer[]> {
  return fc.tuple(whole, places).map(([each, at]) => cutAt(each, at))
}

/** Cuts at these places, taken modulo the length. */
export function cutAt(whole: Buffer | string, places: 'everywhere' | readonly number[]): Buffer[] {
  const all = typeof whole === 'string' ? Buffer.from(whole, 'latin1') : whole
  const inside = places === 'everywhere' ? all.keys() : places.map((place) => place % Math.max(1, all.length))
  const starts = [...new Set([0, ...inside])].toSorted((a, b) => a - b)
  return starts.map((start, i) => all.subarray(start, starts[i + 1])).filter(({ length }) => length > 0)
}

const change = fc.record({
  kind: fc.constantFrom('flip', 'cut', 'repeat', 'insert', 'end'),
  place: fc.nat(),
  length: fc.integer({ min: 1, max: 8 }),
  value: fc.nat(255),
})

/** What is valid, with some of its bytes changed, left out, repeated or put in. */
export function mutated(valid: Arbitrary<Buffer | string>): Arbitrary<Buffer> {
  return fc.tuple(valid, fc.array(change, { minLength: 1, maxLength: 4 })).map(([start, changes]) => {
    let all = typeof start === 'string' ? Buffer.from(start, 'latin1') : start
    for (const { kind, place, length, value } of changes) {
      const at = place % (all.length + 1)
      const [before, here, after] = [all.subarray(0, at), all.subarray(at, at + length), all.subarray(at + length)]
      if (kind === 'flip') all = Buffer.concat([before, here.map((byte) => byte ^ value), after])
      else if (kind === 'cut') all = Buffer.concat([before, after])
      else if (kind === 'repeat') all = Buffer.concat([before, here, here, after])
      else if (kind === 'insert') all = Buffer.concat([before, Buffer.alloc(length, value), here, after])
      else all = Buffer.from(before)
    }
    return all
  })
}
