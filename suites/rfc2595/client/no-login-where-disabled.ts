import { clientCheck } from '../../visit/client-check.ts'
import type { Encounter } from '../../visit/encounter.ts'
import type { Patches } from '../../visit/scene.ts'

export const noLoginWhereDisabled = clientCheck({
  id: 'rfc2595/client/no-login-where-disabled',
  roles: ['mua'],
  languages: ['imap'],
  ports: 'any',
  orIfPossible: true,
  decides: ['imp-rfc2595-3.2-3'],
  purpose: 'where LOGINDISABLED is listed, LOGIN is not sent',
  async run(encounter) {
    const { meets, expect, notApplicable } = encounter
    const modes = [encounter.mode, ...modesWithoutTls(encounter)]
    const visits = await Promise.all(
      modes.map(async (mode, i) => {
        const cleartext = i > 0 && { tls: undefined }
        const visit = await meets({ patches: listingDisabled, settings: { ...cleartext }, request: { mode } })
        return i > 0 ? visit.cleartext : visit.inside
      }),
    )
    // who has not asked was told so in a greeting, where that was not behind STARTTLS
    const told = visits.filter((commands, i) => {
      const login = commands.findIndex(({ verb }) => verb === 'LOGIN')
      const before = commands.slice(0, login < 0 ? commands.length : login)
      return i > 0 || encounter.implicitTls || before.some(({ verb }) => verb === 'CAPABILITY')
    })
    if (told.length === 0) notApplicable('the client does not ask for the capabilities')
    expect(!told.flat().some(({ verb }) => verb === 'LOGIN'), 'LOGIN is sent though LOGINDISABLED is listed')
  },
})

/** In which modes this client may do without TLS; one will do. */
function modesWithoutTls({ client, implicitTls }: Encounter): ('starttls-if-possible' | 'cleartext')[] {
  const own = (['starttls-if-possible', 'cleartext'] as const).filter((mode) => client.speaks.imap?.includes(mode))
  return implicitTls ? [] : own.slice(0, 1)
}

/** There is no way to log in at all. */
const listingDisabled: Patches = {
  imap: (Base) =>
    class extends Base {
      override capabilities() {
        return [...super.capabilities().filter((each) => !/^(AUTH=|LOGINDISABLED)/.test(each)), 'LOGINDISABLED']
      }
      override login(tag: string) {
        return `${tag} NO [PRIVACYREQUIRED] LOGIN is disabled`
      }
    },
}
