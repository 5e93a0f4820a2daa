import { visible } from '../../harness/visible.ts'

/** Breaks text at blanks into lines of a width, and words that are longer than that where they have to be. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of visible(text).split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line)
      line = ''
    }
    line = line === '' ? word : `${line} ${word}`
    for (; line.length > width; line = line.slice(width)) lines.push(line.slice(0, width))
  }
  return [...lines, line]
}

/** A label and its text, which hangs beside it. */
export function labelled(label: string, text: string, width: number, labelWidth = 11): string[] {
  const [first = '', ...rest] = wrap(text, Math.max(20, width - labelWidth))
  return [`${label.padEnd(labelWidth)}${first}`, ...rest.map((line) => `${' '.repeat(labelWidth)}${line}`)]
}

export function indent(lines: readonly string[], by: number): string[] {
  return lines.map((line) => (line === '' ? '' : `${' '.repeat(by)}${line}`))
}

/** "1 check", "2 checks", "2 vulnerabilities". */
export function count(number: number, noun: string): string {
  return `${number} ${number === 1 ? noun : `${noun.replace(/y$/, 'ie')}s`}`
}
