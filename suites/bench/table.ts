import type { Measured } from './row.ts'
import type { Subjects } from './subjects.ts'

/** What a table is measured with. */
export interface BenchContext {
  subjects: Subjects
  /** how often: as asked for, or else so often */
  rounds: (usual: number) => number
}

/** One table of docs/performance.md: its name there, and how it comes to be. */
export interface BenchTable {
  name: string
  measure: (context: BenchContext) => Promise<Measured>
}
