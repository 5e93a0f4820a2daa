import { check } from '../../check.ts'

export const noSecondGreeting = check({
  id: 'rfc3207/server/no-second-greeting',
  roles: ['smtp-server', 'submission-server'],
  decides: ['rfc3207-4.2-lc1'],
  purpose: 'the first thing said inside TLS is the answer to EHLO, not another greeting',
  async run({ connect, expect }) {
    const smtp = await connect()
    await smtp.startTls()
    smtp.send('EHLO client.example.org\r\n')
    const first = await smtp.reply()
    expect(first.code !== 220, `a second greeting comes inside TLS: "${first}"`)
    smtp.close()
  },
})
