import { check } from '../../check.ts'

export const starttlsReplyCode = check({
  id: 'rfc3207/server/starttls-reply-code',
  roles: ['smtp-server', 'submission-server'],
  decides: ['rfc3207-4-lc1'],
  purpose: 'STARTTLS is answered with 220, or with a refusal such as 454',
  async run({ connect, expect, seen }) {
    const smtp = await connect()
    await smtp.ehloWithStartTls()
    const reply = await smtp.command('STARTTLS')
    seen(`${reply.code}`)
    // 421 and 5yz codes of RFC 5321 can occur too: only another "go ahead" leaves the client in doubt
    expect(reply.code === 220 || !reply.accepted, `STARTTLS draws "${reply}", which is neither 220 nor a refusal`)
    smtp.peer.close()
  },
})
