import { text } from 'node:stream/consumers'
import type { Client, Request } from '../../harness/client.ts'
import { referenceClient } from './client.ts'

/** The reference client as a command: a request in JSON on stdin, its role as the argument; prints what it has to say. */
const [role = 'mua'] = process.argv.slice(2) as Client['role'][]
const interrupted = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => interrupted.abort())
const request = JSON.parse(await text(process.stdin)) as Request
const { exitCode, output } = await referenceClient({ role }).perform(request, interrupted.signal)
process.stdout.write(output)
process.exitCode = exitCode ?? 1
