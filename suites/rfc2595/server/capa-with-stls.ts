import { check } from '../../check.ts'

export const capaWithStls = check({
  id: 'rfc2595/server/capa-with-stls',
  roles: ['pop3-server'],
  decides: ['imp-rfc2595-4-1'],
  purpose: 'a server that has STLS has CAPA, too',
  async run({ connect, expect, seen, inconclusive }) {
    const pop3 = await connect()
    const capa = await pop3.multiline('CAPA')
    pop3.close()
    const other = await connect()
    const stls = await other.askForTls()
    if (!stls.accepted) inconclusive('starttls-not-offered', `STLS is refused: "${stls}"`)
    expect(capa.accepted, `STLS draws "${stls}", but CAPA "${capa}"`)
    seen(capa.lines?.some((line) => /^STLS *$/i.test(line)) ? 'lists STLS' : 'does not list STLS')
    other.peer.close()
  },
})
