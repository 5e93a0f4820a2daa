import { availableParallelism } from 'node:os'
import type { Client, Request } from '../../harness/client.ts'
import { run } from '../../harness/run.ts'
import type { Subject } from '../../harness/subject.ts'
import { clientSubjects } from '../catalogue.ts'
import { allChecks } from '../checks.ts'
import { referenceClientSubject } from '../client-subject.ts'
import { median, repeated, tell } from './measure.ts'

/** Measures what it costs to judge the reference client, and a real one that is a command: curl, as it submits mail. */
export async function measureClients(): Promise<void> {
  await measureClient(referenceClientSubject())
  await using curl = await clientSubjects.find(({ name }) => name === 'curl')!.start()
  const [client] = curl.clients!
  await measureClient({ ...curl, clients: [{ ...client!, speaks: { smtp: client!.speaks.smtp! }, can: ['submit'] }] })
}

async function measureClient(subject: Subject): Promise<void> {
  let launches = 0
  let usual: Request | undefined
  const counted = (client: Client): Client => ({
    ...client,
    perform: async (request, signal) => {
      launches++
      usual ??= request
      return await client.perform(request, signal)
    },
  })
  const clients = subject.clients!.map(counted)
  const runs = await repeated(async () => {
    launches = 0
    const { results } = await run({ ...subject, clients }, allChecks)
    return { launches, results: results.length }
  })
  const whole = median(runs.map(({ ms }) => ms))
  const { value } = runs.at(-1)!
  const start = await ownStart(subject.clients![0]!, usual!)
  const bound = (value.launches * start) / availableParallelism()
  tell(`${subject.name} ${subject.version ?? ''} as a client`, {
    'whole certification': `${whole.toFixed(0)} ms, ${value.results} results, ${value.launches} launches`,
    'start of the client alone': `${start.toFixed(1)} ms`,
    'whole ÷ (launches × start ÷ cores)': (whole / bound).toFixed(2),
  })
}

/** How long a launch takes that reaches nobody: the port is closed. */
async function ownStart(client: Client, request: Request): Promise<number> {
  const nowhere = { ...request, port: 1 }
  const launches = await repeated(async () => await client.perform(nowhere, AbortSignal.timeout(5000)), 20)
  return median(launches.map(({ ms }) => ms))
}
