import type { Table } from '../measured/publish.ts'
import type { Spread } from './measure.ts'

/** What was to be reached, and whether it was. */
export interface Aim {
  text: string
  met: boolean
}

/** One line of a table that is measured. */
export interface Row {
  cells: readonly string[]
  aim?: Aim
}

/** A table that was measured, before aims have their columns. */
export interface Measured {
  columns: readonly string[]
  rows: readonly Row[]
}

/** The aim of at most so many ms. */
export function atMost(most: number, ms: number): Aim {
  return { text: `≤ ${msText(most)}`, met: ms <= most }
}

/** A row of what could not be measured, and why. */
export function skipped(what: string, why: string): Row {
  return { cells: [what, `skipped: ${why}`] }
}

/** Puts the aims, if there are any, into two columns behind the others, and fills up rows that are short. */
export function tableOf({ columns, rows }: Measured): Table {
  const hasAims = rows.some(({ aim }) => aim)
  const aimOf = ({ aim }: Row) => (aim ? [aim.text, aim.met ? 'yes' : '**no**'] : ['', ''])
  return {
    columns: [...columns, ...(hasAims ? ['aim', 'met'] : [])],
    rows: rows.map((row) => [
      ...columns.map((_column, index) => row.cells[index] ?? ''),
      ...(hasAims ? aimOf(row) : []),
    ]),
  }
}

/** What was to be reached and was not, by its first cell. */
export function missedIn({ rows }: Measured): string[] {
  return rows.filter(({ aim }) => aim?.met === false).map(({ cells }) => cells[0]!)
}

/** `9.8 ms`, `123 ms`, `2.65 s` */
export function msText(ms: number): string {
  if (ms >= 1000) return `${Number((ms / 1000).toFixed(2))} s`
  return `${ms < 10 ? Number(ms.toFixed(1)) : ms.toFixed(0)} ms`
}

/** Two cells: the median, and the least and the greatest. */
export function spreadCells({ median, min, max }: Spread): [string, string] {
  return [msText(median), `${msText(min)} … ${msText(max)}`]
}

/** How many times as much. */
export function ratioText(value: number, by: number): string {
  const ratio = value / by
  return `${ratio < 10 ? ratio.toFixed(2) : ratio.toFixed(0)} ×`
}
