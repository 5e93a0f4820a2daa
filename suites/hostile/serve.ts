import { hostileServers } from '../../servers/hostile/catalogue.ts'
import { startHostile } from '../../servers/hostile/start.ts'
import type { Protocol } from '../../harness/subject.ts'

// A hostile server in a process of its own: NAME PROTOCOL. It says where it listens in one line, and ends with its stdin.
const [name, protocol] = process.argv.slice(2)
const behaviour = hostileServers.find((each) => each.name === name)
if (!behaviour) throw new Error(`expected the name of a hostile server, found ${name}`)
const { endpoints, trust } = await startHostile(behaviour, protocol as Protocol)
process.stdout.write(`${JSON.stringify({ port: endpoints[0]!.listeners.default!.port, ca: trust })}\n`)
process.stdin.resume().once('end', () => process.exit())
