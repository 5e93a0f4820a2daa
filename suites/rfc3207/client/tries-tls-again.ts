import { clientCheck } from '../../visit/client-check.ts'
import { newProfile } from '../../visit/encounter.ts'
import { notAvailable, watching } from '../../upgrade/watching.ts'

export const triesTlsAgain = clientCheck({
  id: 'rfc3207/client/tries-tls-again',
  roles: ['smtp-client'],
  languages: ['smtp'],
  decides: ['rfc3207-6-lc3'],
  purpose: 'after a launch in which TLS was not to be had, the next one tries it again',
  async run(encounter) {
    const { meets, expectDone } = encounter
    const request = { profile: await newProfile(encounter) }
    await meets({ patches: watching([], { answer: notAvailable }), request, ends: 'control' })
    const { cleartext, sessions } = await meets({ request })
    expectDone(
      cleartext.some(({ verb }) => verb === 'STARTTLS'),
      'STARTTLS is not tried again after one failure',
    )
    expectDone(
      sessions.some(({ hello }) => hello.length > 0),
      'no handshake is tried again after one failure',
    )
  },
})
