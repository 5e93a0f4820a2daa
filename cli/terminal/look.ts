import type { Style } from '../output.ts'

/** How a report is to look. */
export interface Look {
  /** columns */
  width: number
  style: Style
}
