import { check } from '../../check.ts'

export const stlsHiddenInsideTls = check({
  id: 'rfc2595/server/stls-hidden-inside-tls',
  roles: ['pop3-server'],
  records: [],
  purpose: 'whether STLS is listed again once TLS is running',
  async run({ connect, seen }) {
    const pop3 = await connect()
    await pop3.startTls()
    seen((await pop3.capabilities()).startTls ? 'listed' : 'not listed')
    pop3.close()
  },
})
