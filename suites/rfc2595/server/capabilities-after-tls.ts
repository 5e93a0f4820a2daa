import { check } from '../../check.ts'

export const capabilitiesAfterTls = check({
  id: 'rfc2595/server/capabilities-after-tls',
  roles: ['imap-server', 'pop3-server'],
  records: [],
  purpose: 'how the capabilities listed inside TLS differ from those before it',
  async run({ connect, seen, inconclusive }) {
    const dialogue = await connect()
    const before = await dialogue.capabilities()
    if (!before.startTls) inconclusive('starttls-not-offered', 'STARTTLS not offered')
    await dialogue.upgrade()
    const { listed } = await dialogue.capabilities()
    const gone = before.listed.filter((each) => !listed.includes(each))
    const added = listed.filter((each) => !before.listed.includes(each))
    seen(`gone: ${gone.join(', ') || 'none'}; new: ${added.join(', ') || 'none'}`, { gone, added })
    dialogue.close()
  },
})
