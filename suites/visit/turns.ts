import { Budget, type Grant } from '../../harness/budget.ts'
import type { Client } from '../../harness/client.ts'

const budgets = new WeakMap<Client, Budget>()

/** Waits until the client may be launched once more; a check may launch it several times at once, and others do so, too. */
export async function turnOf(client: Client): Promise<Grant | undefined> {
  const { maximumLaunches } = client
  if (maximumLaunches === undefined) return undefined
  const budget = budgets.get(client) ?? new Budget(maximumLaunches)
  budgets.set(client, budget)
  return await budget.take(1)
}
