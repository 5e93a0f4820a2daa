import { type Style, styleFor, widthOf } from '../output.ts'

/** How a report is to look. */
export interface Look {
  /** columns */
  width: number
  style: Style
}

/** The look that suits a stream. */
export function lookOf(stream: NodeJS.WriteStream): Look {
  return { width: widthOf(stream), style: styleFor(stream) }
}
