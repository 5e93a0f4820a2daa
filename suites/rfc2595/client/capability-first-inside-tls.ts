import { actionsAmong } from '../../visit/commands.ts'
import { clientCheck, throwUnlessThrough } from '../../visit/client-check.ts'

export const capabilityFirstInsideTls = clientCheck({
  id: 'rfc2595/client/capability-first-inside-tls',
  roles: ['mua'],
  languages: ['imap'],
  orIfPossible: true,
  decides: ['imp-rfc2595-3.1-4'],
  purpose: 'inside TLS the client asks for the capabilities again before it logs in',
  // who leaves it out does not get through to everybody
  withoutControl: true,
  async run(encounter) {
    const { inside, sessions } = await encounter.ordinary()
    const working = sessions.filter((each) => actionsAmong(each.inside, 'imap').length > 0)
    if (working.length === 0) await throwUnlessThrough(encounter)
    // each session begins anew
    for (const { inside: said } of working.length > 0 ? working : [{ inside }]) {
      const [first] = actionsAmong(said, 'imap')
      const before = said.slice(0, first ? said.indexOf(first) : said.length)
      encounter.expect(
        before.some(({ verb }) => verb === 'CAPABILITY'),
        `inside TLS ${first?.verb ?? 'the end'} comes before any CAPABILITY`,
      )
    }
  },
})
