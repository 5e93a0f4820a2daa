/** The ENVELOPE of a message (RFC 9051, section 7.5.2): what its header says of it, by fields. */
export function envelopeOf(header: string): string {
  const field = (name: string) => new RegExp(`^${name}:[ \\t]*(.*(?:\\r\\n[ \\t].*)*)`, 'im').exec(header)?.[1]
  const from = addresses(field('From'))
  const sender = field('Sender') ? addresses(field('Sender')) : from
  const replyTo = field('Reply-To') ? addresses(field('Reply-To')) : from
  const others = ['To', 'Cc', 'Bcc'].map((name) => addresses(field(name)))
  const texts = ['Date', 'Subject', 'In-Reply-To', 'Message-ID'].map((name) => string(field(name)))
  const [date, subject, inReplyTo, messageId] = texts
  return `(${[date, subject, from, sender, replyTo, ...others, inReplyTo, messageId].join(' ')})`
}

/** BODYSTRUCTURE and BODY, without extensions: each message is one part, of text. */
export function structureOf(body: string): string {
  const lines = body.split('\r\n').length - 1
  return `("TEXT" "PLAIN" ("CHARSET" "US-ASCII") NIL NIL "7BIT" ${body.length} ${lines})`
}

function addresses(value = ''): string {
  const all = value.split(',').flatMap((each) => {
    const [name = '', address] = each.split('<')
    const [mailbox, host] = (address?.replace('>', '') ?? name).trim().split('@')
    const shown = address === undefined ? '' : name.replaceAll('"', '').trim()
    return host ? [`(${string(shown || undefined)} NIL ${string(mailbox)} ${string(host)})`] : []
  })
  return all.length === 0 ? 'NIL' : `(${all.join('')})`
}

function string(value: string | undefined): string {
  return value === undefined ? 'NIL' : `"${value.replace(/[\r\n\0]/g, '').replace(/["\\]/g, '\\$&')}"`
}
