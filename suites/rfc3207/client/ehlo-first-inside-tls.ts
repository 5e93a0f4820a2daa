import { clientCheck, throwUnlessThrough } from '../../visit/client-check.ts'

export const ehloFirstInsideTls = clientCheck({
  id: 'rfc3207/client/ehlo-first-inside-tls',
  roles: ['smtp-client', 'mua'],
  languages: ['smtp'],
  decides: ['rfc3207-4.2-3'],
  purpose: 'the first command inside TLS is EHLO',
  // who leaves it out does not get through to everybody
  withoutControl: true,
  async run(encounter) {
    const { inside } = await encounter.ordinary()
    if (inside.length === 0) await throwUnlessThrough(encounter)
    encounter.expect(inside[0]?.verb === 'EHLO', `the first command inside TLS is ${inside[0]?.verb}`)
  },
})
