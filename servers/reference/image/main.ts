// What the image runs: the reference server, or the bug or variant named as its argument, on every port of the image.
import { readFileSync } from 'node:fs'
import type { Protocol, SetUp } from '../../../harness/subject.ts'
import { account } from '../../account.ts'
import { bugs } from '../../bugs/catalogue.ts'
import { variants } from '../../variants/catalogue.ts'
import { listen } from '../listen.ts'
import { settingsFor } from '../settings.ts'
import { Mailbox } from '../mailbox.ts'
import { serverClassFor } from '../server-class.ts'
import { imagePorts } from './ports.ts'

const [named] = process.argv.slice(2)
const patched = [...bugs, ...variants].find((each) => each.name === named)
if (named && !patched) throw new Error(`expected the name of a bug or a variant, found "${named}"`)

const [cert, key, ca] = ['cert', 'key', 'ca'].map((file) => readFileSync(`/tls/${file}.pem`, 'utf8'))
const identity = { cert: cert!, key: key!, ca: ca! }
const inbox = new Mailbox()
for (const [name, ports] of Object.entries(imagePorts)) {
  const protocol = name as Protocol
  const Server = serverClassFor(protocol, patched)
  for (const [setUp, port] of Object.entries(ports)) {
    const settings = settingsFor(protocol, setUp as SetUp, identity, account, inbox)
    // within the container's own network: the engine publishes the ports
    await listen(Server, settings, { host: '0.0.0.0', port })
  }
}
process.on('SIGTERM', () => process.exit(0))
