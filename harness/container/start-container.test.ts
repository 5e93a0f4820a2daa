import { once } from 'node:events'
import net from 'node:net'
import { expect, test } from 'vitest'
import { needsEngine, skippedWithout } from '../testing/needs.ts'
import { startContainer } from './start-container.ts'

const lacking = skippedWithout(await needsEngine())

const greets = `use IO::Socket::INET;
  my $server = IO::Socket::INET->new(LocalPort => 25, Listen => 5) or die;
  while (my $client = $server->accept) { print $client "220 ready\\r\\n" }`
const greeter = { image: 'debian:bookworm-slim', ports: [25], command: ['perl', '-e', greets] }

/** Holds the ports behind one, as far as nobody else does. */
async function holdBehind(port: number, many: number): Promise<AsyncDisposable> {
  const servers = Array.from({ length: many }, (_, i) => net.createServer().listen(port + 1 + i, '0.0.0.0'))
  await Promise.all(servers.map((server) => once(server, 'listening').catch(() => {})))
  return {
    async [Symbol.asyncDispose]() {
      for (const server of servers) server.close()
    },
  }
}

test.skipIf(lacking)(`A container gets ports beyond those that others hold, however many${lacking}`, async () => {
  const first = await startContainer(greeter)
  const port = first.portOf(25)
  await first.stop()
  await using _held = await holdBehind(port, 25)
  const second = await startContainer(greeter)
  await second.stop()
  expect(second.portOf(25)).not.toBe(port)
})
