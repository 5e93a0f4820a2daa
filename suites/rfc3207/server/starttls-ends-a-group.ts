import { check } from '../../check.ts'

export const starttlsEndsAGroup = check({
  id: 'rfc3207/server/starttls-ends-a-group',
  roles: ['smtp-server', 'submission-server'],
  records: [],
  purpose: 'what comes of a pipelined group of commands that STARTTLS ends',
  async run({ connect, seen, notApplicable }) {
    const smtp = await connect()
    if (!(await smtp.ehlo()).includes('PIPELINING')) notApplicable('PIPELINING is not offered')
    smtp.send('RSET\r\nSTARTTLS\r\n')
    const codes = [(await smtp.reply()).code, (await smtp.reply()).code]
    const outcome = codes[1] === 220 ? await smtp.handshake() : undefined
    seen(`${codes.join(' ')}, ${outcome?.ok ? 'TLS' : 'no TLS'}`)
    smtp.peer.close()
  },
})
