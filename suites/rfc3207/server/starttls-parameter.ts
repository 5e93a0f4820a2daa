import { check } from '../../check.ts'

export const starttlsParameter = check({
  id: 'rfc3207/server/starttls-parameter',
  roles: ['smtp-server', 'submission-server'],
  decides: ['rfc3207-4-lc1'],
  purpose: 'STARTTLS with a parameter is not answered with 220',
  async run({ connect, expect, seen }) {
    const smtp = await connect()
    await smtp.ehloWithStartTls()
    const reply = await smtp.command('STARTTLS parameter')
    seen(`${reply.code}`)
    expect(reply.code !== 220, `STARTTLS with a parameter draws "${reply}"`)
    smtp.close()
  },
})
