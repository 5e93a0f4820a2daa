import { availableParallelism } from 'node:os'
import { hasEngine } from '../../harness/container/engine.ts'
import type { Client, Request } from '../../harness/client.ts'
import type { Subject } from '../../harness/subject.ts'
import { clientSubjects } from '../catalogue.ts'
import { referenceClientSubject } from '../client-subject.ts'
import { median, repeated } from './measure.ts'
import { msText, ratioText, type Row, skipped } from './row.ts'
import { noEngine, titleOf } from './subjects.ts'
import type { BenchTable } from './table.ts'
import { wholeCells, wholeColumns, wholeRun } from './whole-run.ts'

/** What it costs to judge the reference client, and a real one that is a command: curl, as it submits mail. */
export const clients: BenchTable = {
  name: 'clients',
  async measure(context) {
    const rounds = context.rounds(3)
    const launched = ['launches', 'one by itself', 'time ÷ (launches × one ÷ cores)']
    return {
      columns: ['client', 'results', ...wholeColumns(rounds), ...launched],
      rows: [await row(referenceClientSubject(), rounds), await curl(rounds)],
    }
  },
}

async function curl(rounds: number): Promise<Row> {
  if (!(await hasEngine())) return skipped('curl', noEngine)
  await using subject = await clientSubjects.find(({ name }) => name === 'curl')!.start()
  const [client] = subject.clients!
  return await row(
    { ...subject, clients: [{ ...client!, speaks: { smtp: client!.speaks.smtp! }, can: ['submit'] }] },
    rounds,
  )
}

async function row(subject: Subject, rounds: number): Promise<Row> {
  let launches = 0
  let launchesOfRun = 0
  let usual: Request | undefined
  const counted = (client: Client): Client => ({
    ...client,
    perform: async (request, signal) => {
      launches++
      usual ??= request
      return await client.perform(request, signal)
    },
  })
  const changed = { ...subject, clients: subject.clients!.map(counted) }
  const measured = await wholeRun(changed, rounds, () => {
    launchesOfRun = launches
    launches = 0
  })
  const one = await oneLaunch(subject.clients![0]!, usual!)
  const bound = (launchesOfRun * one) / availableParallelism()
  const launched = [String(launchesOfRun), msText(one), ratioText(measured.ms.median, bound)]
  return { cells: [titleOf(subject), String(measured.results), ...wholeCells(measured), ...launched] }
}

/** How long a launch takes that reaches nobody, in ms: the port is closed. */
async function oneLaunch(client: Client, request: Request): Promise<number> {
  const nowhere = { ...request, port: 1 }
  const launches = await repeated(20, async () => await client.perform(nowhere, AbortSignal.timeout(5000)))
  return median(launches.map(({ ms }) => ms))
}
