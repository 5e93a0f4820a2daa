/** A DNS message as TCP carries it: its length before it. */
export function framed(message: Buffer): Buffer {
  const length = Buffer.alloc(2)
  length.writeUInt16BE(message.length)
  return Buffer.concat([length, message])
}

/** The first whole message in what came by TCP, and what follows it; nothing while it is not whole. */
export function unframed(read: Buffer): { message: Buffer; rest: Buffer } | undefined {
  const end = read.length < 2 ? Infinity : 2 + read.readUInt16BE()
  return read.length < end ? undefined : { message: read.subarray(2, end), rest: read.subarray(end) }
}
