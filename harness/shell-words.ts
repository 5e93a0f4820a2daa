import { usage } from './usage.ts'

/**
 * Splits a command line by the shell's quoting rules (POSIX, section 2.2): blanks, single and double quotes, backslash.
 * Nothing is expanded. Throws `usage` where a quote is not closed.
 */
export function splitWords(text: string): string[] {
  const words: string[] = []
  let word: string | undefined
  const part = /\s+|'([^']*)'|"((?:[^"\\]|\\.)*)"|\\(.)|([^\s'"\\]+)/gsy
  while (part.lastIndex < text.length) {
    const start = part.lastIndex
    const match = part.exec(text)
    if (!match) throw usage(`expected a closing quote in the command, found none behind: ${text.slice(start)}`)
    const [blank, single, double, escaped, bare] = match
    const piece = single ?? double?.replace(/\\([$`"\\])/g, '$1') ?? escaped ?? bare
    if (piece !== undefined) word = (word ?? '') + piece
    else if (blank && word !== undefined) {
      words.push(word)
      word = undefined
    }
  }
  return word === undefined ? words : [...words, word]
}

/** Quotes words so that a shell reads them as they are. */
export function joinWords(words: readonly string[]): string {
  return words
    .map((word) => (/^[\w@%+=:,./{}[\]-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`))
    .join(' ')
}

/** An option and its value as words, for each value where there are several; nothing where there is none. */
export function optionWords(option: string, values: string | readonly string[] = []): string[] {
  return [values].flat().flatMap((value) => [option, value])
}
