import { check } from '../../check.ts'

export const extensionsAfterTls = check({
  id: 'rfc3207/server/extensions-after-tls',
  roles: ['smtp-server', 'submission-server'],
  records: ['rfc3207-4.2-4'],
  purpose: 'how the extensions offered inside TLS differ from those before it',
  async run({ connect, seen }) {
    const smtp = await connect()
    const before = (await smtp.ehloWithStartTls()).extensions.map((extension) => extension.join(' '))
    await smtp.upgrade()
    const inside = (await smtp.ehlo()).extensions.map((extension) => extension.join(' '))
    const gone = before.filter((extension) => !inside.includes(extension))
    const added = inside.filter((extension) => !before.includes(extension))
    seen(`gone: ${gone.join(', ') || 'none'}; new: ${added.join(', ') || 'none'}`, { gone, added })
    smtp.close()
  },
})
