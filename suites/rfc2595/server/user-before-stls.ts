import { check } from '../../check.ts'

export const userBeforeStls = check({
  id: 'rfc2595/server/user-before-stls',
  roles: ['pop3-server'],
  records: [],
  setUp: 'cleartext-auth',
  orDefault: true,
  purpose: 'whether PASS inside TLS goes on with a USER from before it',
  async run({ connect, account, seen, notApplicable }) {
    const { user, password } = account()
    const pop3 = await connect()
    pop3.peer.recording.hide(password)
    const named = await pop3.command(`USER ${user}`)
    if (!named.accepted) notApplicable(`USER is refused before TLS: "${named}"`)
    const goAhead = await pop3.askForTls()
    if (!pop3.isGoAhead(goAhead)) return seen('STLS is refused after USER')
    if (!(await pop3.handshake()).ok) return seen('the handshake fails after USER')
    seen((await pop3.command(`PASS ${password}`)).accepted ? 'kept' : 'forgotten')
    pop3.close()
  },
})
