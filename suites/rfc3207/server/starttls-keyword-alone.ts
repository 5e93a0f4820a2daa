import { check } from '../../check.ts'

export const starttlsKeywordAlone = check({
  id: 'rfc3207/server/starttls-keyword-alone',
  roles: ['smtp-server', 'submission-server'],
  decides: ['rfc3207-3-lc2'],
  purpose: 'the keyword STARTTLS stands alone on its line of the EHLO reply',
  async run({ connect, expect }) {
    const smtp = await connect()
    const ehlo = await smtp.ehloWithStartTls()
    const parameters = ehlo.parameters('STARTTLS')
    expect(parameters.length === 0, `STARTTLS is offered with parameters: "${parameters.join(' ')}"`)
    smtp.close()
  },
})
