/** How often everything is measured, after once to warm up. */
export const rounds = 5

/** Does something once to warm up, and then as often as is measured. */
export async function repeated<T>(work: () => Promise<T>, times = rounds): Promise<{ ms: number; value: T }[]> {
  const all: { ms: number; value: T }[] = []
  for (let round = 0; round <= times; round++) {
    const start = performance.now()
    const value = await work()
    all.push({ ms: performance.now() - start, value })
  }
  return all.slice(1)
}

export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!
}

/** Prints what was measured. */
export function tell(title: string, rows: Readonly<Record<string, string>>): void {
  process.stdout.write(`\n${title} (median of ${rounds})\n`)
  for (const [row, value] of Object.entries(rows)) process.stdout.write(`  ${row.padEnd(44)}${value}\n`)
}
