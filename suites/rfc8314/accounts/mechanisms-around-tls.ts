import { check } from '../../check.ts'

export const mechanismsAroundTls = check({
  id: 'rfc8314/server/mechanisms-around-tls',
  roles: ['submission-server', 'pop3-server'],
  records: { 'submission-server': ['imp-rfc4954-3-1'], 'pop3-server': ['imp-rfc5034-3-3'] },
  purpose: 'which SASL mechanisms are listed before TLS, and which inside it',
  async run({ connect, seen, inconclusive }) {
    const dialogue = await connect()
    const { mechanisms: before, startTls } = await dialogue.capabilities()
    if (!startTls) inconclusive('starttls-not-offered', 'STARTTLS not offered')
    await dialogue.upgrade()
    const { mechanisms: inside } = await dialogue.capabilities()
    seen(before.join(' ') === inside.join(' ') ? 'the same' : 'others inside TLS', { before, inside })
    dialogue.close()
  },
})
