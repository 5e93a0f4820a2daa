import { accountCheck } from '../../../visit/account-check.ts'
import { askedFor, bothOf, enteredBy, visitedBy } from '../../../visit/account-encounter.ts'
import { hosts } from '../../../visit/site.ts'

export const srvAfterFailure = accountCheck({
  id: 'rfc8314/client/srv-after-failure',
  decides: ['imp-rfc6186-4-8'],
  purpose: 'when the server of an account cannot be reached, SRV records are looked up again',
  async run({ stay, access, expectDone, seen, inconclusive }) {
    const { tls: protocol, starttls } = access
    const { establish, publish, close, launch } = await stay({
      servers: { first: { protocol }, second: { protocol, host: hosts.other } },
      published: ['first'],
    })
    if (!enteredBy(await establish()).includes('first')) inconclusive('control-failed', 'the client set no account up')
    close('first')
    publish({ servers: ['second'] })
    const failed = await launch('connect')
    const next = await launch('connect')
    const followed = [failed, next].some((each) => visitedBy(each).includes('second'))
    seen(followed ? 'used' : 'not used')
    expectDone(
      [failed, next].some((each) => askedFor(each, protocol) || askedFor(each, starttls)),
      'the client does not look up again which server to use',
    )
  },
})

export const protocolKept = accountCheck({
  id: 'rfc8314/client/protocol-kept',
  decides: ['imp-rfc6186-4-9'],
  purpose: 'an account does not change between IMAP and POP3 by itself',
  async run(encounter) {
    const { stay, expect, inconclusive } = encounter
    const { imap, pop3 } = bothOf(encounter)
    const servers = { imap: { protocol: imap.tls, priority: 0 }, pop3: { protocol: pop3.tls, priority: 10 } }
    const { establish, change, publish, close, launch } = await stay({ servers })
    const [kept] = enteredBy(await establish()).filter((name) => name in servers)
    if (!kept) inconclusive('control-failed', 'the client set no account up')
    const other = kept === 'imap' ? 'pop3' : 'imap'
    change(kept!, { priority: 30 })
    publish({})
    const unasked = `the client goes from ${kept} to ${other} without asking its user`
    expect(!visitedBy(await launch('connect')).includes(other), unasked)
    close(kept!)
    expect(!visitedBy(await launch('connect')).includes(other), unasked)
  },
})
