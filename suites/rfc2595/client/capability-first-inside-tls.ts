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
    const { inside } = await encounter.ordinary()
    const [first] = actionsAmong(inside, 'imap')
    if (!first) await throwUnlessThrough(encounter)
    const before = inside.slice(0, first ? inside.indexOf(first) : inside.length)
    encounter.expect(
      before.some(({ verb }) => verb === 'CAPABILITY'),
      `inside TLS ${first?.verb ?? 'the end'} comes before any CAPABILITY`,
    )
  },
})
