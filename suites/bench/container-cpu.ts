import { engineClient, hasEngine } from '../../harness/container/engine.ts'
import { ownerLabel } from '../../harness/container/sweep.ts'

/** What the containers of this process have used of the processors until now, in ms; 0 where there are none. */
export async function containersCpuMs(): Promise<number> {
  if (!(await hasEngine())) return 0
  const { dockerode } = (await engineClient()).container
  const label = Object.entries(ownerLabel()).map(([name, value]) => `${name}=${value}`)
  const own = await dockerode.listContainers({ filters: { label } })
  const used = own.map(async ({ Id }) => {
    const { cpu_stats } = await dockerode.getContainer(Id).stats({ stream: false, 'one-shot': true })
    return cpu_stats.cpu_usage.total_usage / 1_000_000
  })
  return (await Promise.all(used)).reduce((sum, ms) => sum + ms, 0)
}
