import { wrap } from '../terminal/text.ts'

/** A comment of one or more lines. What peers have said in it is made visible. */
export function comment(text: string, indent = '', width = 110): string[] {
  return wrap(text, width).map((line) => `${indent}# ${line}`)
}

/** A text as YAML has it: in quotes where it needs them. */
export function scalar(text: string): string {
  return /^[\w./][\w./:@-]*$/.test(text) && !text.endsWith(':') ? text : JSON.stringify(text)
}

/** A list in one line. */
export function flow(texts: readonly string[]): string {
  return `[${texts.map(scalar).join(', ')}]`
}
