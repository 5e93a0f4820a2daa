import { check } from '../../check.ts'

export const tlsStatePerConnection = check({
  id: 'rfc2595/server/tls-state-per-connection',
  roles: ['imap-server', 'pop3-server'],
  records: [],
  purpose: 'whether starting TLS on one connection changes anything on another',
  // alone, so that no other check has TLS running
  connections: Infinity,
  async run({ connect, seen, inconclusive }) {
    const bystander = await connect()
    if (!(await bystander.capabilities()).startTls) inconclusive('starttls-not-offered', 'STARTTLS not offered')
    const dialogue = await connect()
    await dialogue.startTls()
    const { startTls } = await bystander.capabilities()
    const goesAhead = bystander.isGoAhead(await bystander.askForTls())
    const changes = [...(startTls ? [] : ['no longer listed']), ...(goesAhead ? [] : ['refused'])]
    seen(changes.join(', ') || 'nothing')
    bystander.peer.close()
    dialogue.close()
  },
})
