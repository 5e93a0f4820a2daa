import { between, type Random } from './random.ts'

/** Bytes in so many pieces at most, cut anywhere. */
export function cut(bytes: Buffer, pieces: number, random: Random): Buffer[] {
  const wanted = Math.min(between(random, 1, pieces), bytes.length)
  const cuts = new Set(Array.from({ length: wanted - 1 }, () => between(random, 1, bytes.length - 1)))
  const places = [0, ...[...cuts].toSorted((a, b) => a - b), bytes.length]
  return places.slice(1).map((end, i) => bytes.subarray(places[i], end))
}

/**
 * What a tester writes, in the pieces that a network may make of it without taking part in the attack: plaintext stays
 * as it was written, since whether it comes in one segment is what some attacks are about; TLS records are cut anywhere.
 */
export class Cutter {
  readonly #pieces: number
  readonly #random: Random
  /** how many bytes of the record that was begun are still to come */
  #owed = 0

  constructor(pieces: number, random: Random) {
    this.#pieces = pieces
    this.#random = random
  }

  cut(bytes: Buffer): Buffer[] {
    return this.#isTls(bytes) ? cut(bytes, this.#pieces, this.#random) : [bytes]
  }

  #isTls(bytes: Buffer): boolean {
    let at = this.#owed
    while (at + headerLength <= bytes.length && startsRecord(bytes, at)) at += headerLength + bytes.readUInt16BE(at + 3)
    this.#owed = Math.max(0, at - bytes.length)
    return at >= bytes.length
  }
}

const headerLength = 5

/** RFC 8446, section 5.1. */
function startsRecord(bytes: Buffer, at: number): boolean {
  return bytes[at]! >= 20 && bytes[at]! <= 24 && bytes[at + 1] === 3
}
