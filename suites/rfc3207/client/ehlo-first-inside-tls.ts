import { clientCheck, throwUnlessThrough } from '../../visit/client-check.ts'

export const ehloFirstInsideTls = clientCheck({
  id: 'rfc3207/client/ehlo-first-inside-tls',
  roles: ['smtp-client', 'mua'],
  languages: ['smtp'],
  orIfPossible: true,
  decides: ['rfc3207-4.2-3'],
  purpose: 'the first command inside TLS is EHLO',
  // who leaves it out does not get through to everybody
  withoutControl: true,
  async run(encounter) {
    const [first] = (await encounter.ordinary()).inside
    // who leaves at once has made no use of TLS
    if (!first || first.verb === 'QUIT') await throwUnlessThrough(encounter)
    encounter.expect(first?.verb === 'EHLO', `the first command inside TLS is ${first?.verb}`)
  },
})
