import { clientCheck } from '../../visit/client-check.ts'

export const ehloFirstInsideTls = clientCheck({
  id: 'rfc3207/client/ehlo-first-inside-tls',
  roles: ['smtp-client', 'mua'],
  languages: ['smtp'],
  decides: ['rfc3207-4.2-3'],
  purpose: 'the first command inside TLS is EHLO',
  // who leaves it out does not get through to everybody
  withoutControl: true,
  async run({ ordinary, expect, inconclusive }) {
    const { inside } = await ordinary()
    if (inside.length === 0) inconclusive('control-failed', 'the client sends nothing inside TLS')
    expect(inside[0]?.verb === 'EHLO', `the first command inside TLS is ${inside[0]?.verb}`)
  },
})
