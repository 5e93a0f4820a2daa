import { readFileSync } from 'node:fs'

/** A fenced block of a Markdown file. */
export interface Fence {
  file: string
  /** where it begins, from 1 */
  line: number
  language: string
  text: string
}

/** The fenced blocks of a Markdown file, in order. */
export function fencesIn(file: string): Fence[] {
  return fencesOf(readFileSync(file, 'utf8'), file)
}

/** The same of its text. */
export function fencesOf(markdown: string, file: string): Fence[] {
  // CR alone begins no line here, though it does for ^
  const fences = /(?<=^|\n)```(\w+)\n([^]*?)(?<=\n)```(?=\n|$)/g
  return [...markdown.matchAll(fences)].map(({ index, 1: language = '', 2: text = '' }) => {
    const line = markdown.slice(0, index).split('\n').length
    return { file, line, language, text }
  })
}
