import { converse, fencedScript } from '../../injection/observe.ts'
import { check } from '../../check.ts'

export const noSecondGreeting = check({
  id: 'rfc3207/server/no-second-greeting',
  roles: ['smtp-server', 'submission-server'],
  decides: ['rfc3207-4.2-lc1'],
  purpose: 'the first thing said inside TLS is the answer to EHLO, not another greeting',
  async run({ connect, expect }) {
    const smtp = await connect()
    await smtp.startTls()
    const script = fencedScript(smtp)
    const answers = await converse(smtp, script)
    expect(
      answers[0]?.code !== 220 && answers.length <= script.length,
      `inside TLS the server speaks unasked: ${script.length} commands, ${answers.length} answers, first "${answers[0]}"`,
    )
  },
})
