import type { Protocol } from '../../harness/subject.ts'
import { hostileServers } from '../../servers/hostile/catalogue.ts'
import { startHostile } from '../../servers/hostile/start.ts'

// A hostile server in a process of its own: NAME PROTOCOL… It says where it listens in one line, and ends with its stdin.
const [name, ...protocols] = process.argv.slice(2)
const behaviour = hostileServers.find((each) => each.name === name)
if (!behaviour) throw new Error(`expected the name of a hostile server, found ${name}`)
const all = await Promise.all((protocols as Protocol[]).map((protocol) => startHostile(behaviour, protocol)))
const urls = all.flatMap(({ endpoints }) =>
  endpoints.map(({ protocol, listeners }) => `${protocol}://localhost:${listeners.default!.port}`),
)
process.stdout.write(`${JSON.stringify({ urls, ca: all.map(({ trust }) => trust).join('') })}\n`)
process.stdin.resume().once('end', () => process.exit())
