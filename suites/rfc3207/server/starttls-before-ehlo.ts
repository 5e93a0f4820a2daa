import { check } from '../../check.ts'

export const starttlsBeforeEhlo = check({
  id: 'rfc3207/server/starttls-before-ehlo',
  roles: ['smtp-server', 'submission-server'],
  records: [],
  purpose: 'how STARTTLS is answered before any EHLO',
  async run({ connect, seen }) {
    const smtp = await connect()
    const reply = await smtp.command('STARTTLS')
    seen(`${reply.code}`)
    smtp.peer.close()
  },
})
