/** In which of its forms a secret stands in these bytes. */
export function formsOf(secret: string, bytes: Buffer): string[] {
  const text = bytes.toString('latin1')
  const found = {
    'as it is': text.includes(Buffer.from(secret).toString('latin1')),
    base64: base64Forms(secret).some((form) => text.includes(form)),
    hex: text.toLowerCase().includes(Buffer.from(secret).toString('hex')),
  }
  return Object.entries(found).flatMap(([form, is]) => (is ? [form] : []))
}

/** What base64 makes of it behind 0, 1 or 2 other bytes, without the letters that these and what follows have a share in. */
function base64Forms(secret: string): string[] {
  return [0, 1, 2].map((offset) => {
    const bytes = Buffer.concat([Buffer.alloc(offset), Buffer.from(secret)])
    const whole = Math.floor((bytes.length * 8) / 6)
    return bytes.toString('base64').slice(Math.ceil((offset * 8) / 6), whole)
  })
}
