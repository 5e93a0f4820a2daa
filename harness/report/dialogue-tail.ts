import { shorten } from '../shorten.ts'

const shownLines = 25
const shownColumns = 400

/** The end of a dialogue, in lines that are not too long, and how many lines were left out before. */
export function tailOf(dialogue: readonly string[]): { left: number; lines: string[] } {
  const left = Math.max(0, dialogue.length - shownLines)
  return { left, lines: dialogue.slice(left).map((line) => shorten(line, shownColumns)) }
}
