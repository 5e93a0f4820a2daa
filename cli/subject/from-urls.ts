import { leftRunning } from '../../servers/catalogue-server.ts'
import { known, type RunningServer, runningSubject } from '../../suites/running-server.ts'
import type { SubjectPlan } from './plan.ts'

/** Servers that run already and are not ours, or their operator: what the command line and mailtls.yaml say of them. */
export function planRunningServer(server: RunningServer): SubjectPlan {
  return {
    ...known(server),
    start: async () => leftRunning(await runningSubject(server)),
  }
}
