import { check } from '../../check.ts'

export const tlsRequiredOthers = check({
  id: 'rfc3207/server/tls-required-others',
  roles: ['smtp-server', 'submission-server'],
  records: [],
  setUp: 'tls-required',
  purpose: 'how commands that few clients send before TLS are answered where it is required',
  async run({ connect, seen }) {
    const codes: Record<string, number> = {}
    for (const line of ['NOOP', 'HELO localhost.localdomain', 'RSET', 'EXPN list', 'HELP', 'XUNKNOWN']) {
      const smtp = await connect()
      await smtp.ehlo()
      codes[line.split(' ')[0]!] = (await smtp.command(line)).code
      smtp.peer.close()
    }
    const refused = Object.entries(codes).filter(([, code]) => code === 530)
    seen(`530 to ${refused.map(([verb]) => verb).join(', ') || 'none'}`, codes)
  },
})
