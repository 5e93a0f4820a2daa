import { readFileSync } from 'node:fs'
import net from 'node:net'
import { account } from '../../servers/account.ts'
import { listen } from '../../servers/reference/listen.ts'
import { Mailbox } from '../../servers/reference/mailbox.ts'
import { settingsFor } from '../../servers/reference/settings.ts'
import { SmtpServer } from '../../servers/reference/smtp-server.ts'

// A vendor's server: SET-UP PORT CERT KEY CA [WATCHER]. It has two set-ups only, and tells the watcher that it lives.
const [setUp = '', port = '', cert = '', key = '', ca = '', watcher] = process.argv.slice(2)
if (setUp !== 'default' && setUp !== 'tls-required') {
  console.error(`no such set-up: ${setUp}`)
  process.exit(2)
}
if (watcher) net.connect(Number(watcher), '127.0.0.1')
const identity = { cert: readFileSync(cert, 'utf8'), key: readFileSync(key, 'utf8'), ca: readFileSync(ca, 'utf8') }
await listen(SmtpServer, settingsFor('submission', setUp, identity, account, new Mailbox()), { port: Number(port) })
