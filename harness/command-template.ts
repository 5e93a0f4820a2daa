import type { MailtlsError } from './errors.ts'
import type { Command } from './launch.ts'
import { splitWords } from './shell-words.ts'
import { nearest } from './suggestion.ts'
import { usage } from './usage.ts'

/** A command line with placeholders, split into words. */
export interface CommandTemplate<Placeholder extends string = string> {
  text: string
  /** what is run, where no placeholder says it */
  file?: string
  uses: (placeholder: Placeholder) => boolean
  /** The command. An option whose value is a placeholder without one is left out, with it; elsewhere that is empty. */
  expand: (values: Partial<Record<Placeholder, string>>) => Command
}

interface TemplateOptions<Placeholder extends string> {
  placeholders: readonly Placeholder[]
  /** the option or the key that holds it, for messages */
  where: string
}

/** As a shell's variables are written, `${…}` is none. */
const placeholderForm = /(?<!\$)\{([\w-]+)\}/g

/**
 * Reads a command line with placeholders such as {port}. Values go in after the words are split, so that blanks in a path
 * do no harm. Throws `usage`.
 */
export function readTemplate<Placeholder extends string>(
  text: string,
  { placeholders, where }: TemplateOptions<Placeholder>,
): CommandTemplate<Placeholder> {
  const words = splitWords(text)
  const used = [...text.matchAll(placeholderForm)].map(([, name]) => name!)
  for (const name of used) {
    if (!placeholders.some((known) => known === name)) throw unknownPlaceholder(name, placeholders, where)
  }
  if (words.length === 0) throw usage(`expected a command for ${where}, found nothing`)
  const [file = '', ...others] = words
  return {
    text,
    ...(file.search(placeholderForm) < 0 && { file }),
    uses: (placeholder) => used.includes(placeholder),
    expand(values) {
      return { file: filledIn(file, values), arguments: expandWords(others, values) }
    },
  }
}

function expandWords(words: readonly string[], values: Readonly<Record<string, string | undefined>>): string[] {
  const lacks = (word = '') => [...word.matchAll(placeholderForm)].some(([, name]) => values[name!] === undefined)
  const isOption = (word = '') => /^--?[^-]/.test(word)
  const isBare = (word = '') => /^\{[\w-]+\}$/.test(word)
  const isLeftOut = (option: string | undefined, value: string | undefined) =>
    isOption(option) && (lacks(option) || (isBare(value) && lacks(value)))
  return words
    .filter((word, index) => {
      const isValueOf = isBare(word) && lacks(word) && isLeftOut(words[index - 1], word)
      return !isLeftOut(word, words[index + 1]) && !isValueOf
    })
    .map((word) => filledIn(word, values))
}

function filledIn(word: string, values: Readonly<Record<string, string | undefined>>): string {
  return word.replace(placeholderForm, (_all, name: string) => values[name] ?? '')
}

function unknownPlaceholder(name: string, placeholders: readonly string[], where: string): MailtlsError {
  const near = nearest(name, placeholders)
  const meant = near === undefined ? '' : `: did you mean {${near}}?`
  const all = placeholders.map((each) => `{${each}}`).join(' ')
  return usage(`expected a placeholder of ${where}, found {${name}}${meant || ':'} there are ${all}`)
}
