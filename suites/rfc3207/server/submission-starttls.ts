import { check } from '../../check.ts'

export const submissionStarttls = check({
  id: 'rfc3207/server/submission-starttls',
  roles: ['submission-server'],
  records: ['rfc3207-4.3-lc1'],
  purpose: 'whether STARTTLS is offered on the submission port',
  async run({ connect, seen }) {
    const smtp = await connect()
    seen((await smtp.ehlo()).includes('STARTTLS') ? 'offered' : 'not offered')
    smtp.close()
  },
})
