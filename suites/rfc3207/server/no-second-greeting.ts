import type { SmtpClient } from '../../../harness/dialogue/smtp-client.ts'
import { fence } from '../../injection/smtp.ts'
import { check } from '../../check.ts'

export const noSecondGreeting = check({
  id: 'rfc3207/server/no-second-greeting',
  roles: ['smtp-server', 'submission-server'],
  decides: ['rfc3207-4.2-lc1'],
  purpose: 'the first thing said inside TLS is the answer to EHLO, not another greeting',
  async run({ connect, expect }) {
    const smtp = await connect()
    const ehlo = await smtp.ehloWithStartTls()
    await smtp.upgrade()
    const [first, second] = [await ask(smtp, `EHLO ${smtp.name}`), await ask(smtp, fence)]
    expect(first.code !== 220, `a second greeting comes inside TLS: "${first}"`)
    // whatever comes unasked puts the answers off by one: an unknown command draws what is due to EHLO
    const offByOne = ehlo.texts.length > 1 && second.shape === ehlo.shape
    expect(!offByOne, `inside TLS the server speaks unasked: "${first}" comes before the answer to EHLO`)
    smtp.peer.close()
  },
})

async function ask(smtp: SmtpClient, line: string) {
  smtp.send(`${line}\r\n`)
  return await smtp.reply()
}
