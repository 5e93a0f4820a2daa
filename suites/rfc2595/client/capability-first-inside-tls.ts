import { actionsAmong } from '../../visit/commands.ts'
import { clientCheck } from '../../visit/client-check.ts'

export const capabilityFirstInsideTls = clientCheck({
  id: 'rfc2595/client/capability-first-inside-tls',
  roles: ['mua'],
  languages: ['imap'],
  decides: ['imp-rfc2595-3.1-4'],
  purpose: 'inside TLS the client asks for the capabilities again before it logs in',
  async run({ ordinary, expect }) {
    const { inside } = await ordinary()
    const [first] = actionsAmong(inside, 'imap')
    const before = inside.slice(0, first ? inside.indexOf(first) : inside.length)
    expect(
      before.some(({ verb }) => verb === 'CAPABILITY'),
      `inside TLS ${first?.verb ?? 'the end'} comes before any CAPABILITY`,
    )
  },
})
