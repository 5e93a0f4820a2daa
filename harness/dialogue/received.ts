/** A Received field (RFC 5321, section 4.4): its clauses in the order in which they stand, comments left out. */
export interface ReceivedField {
  clauses: readonly Clause[]
  /** the field as it stands in the header, unfolded */
  text: string
}

/** A name, in lower case, and its value: `with ESMTPSA`. */
export interface Clause {
  name: string
  value: string
}

/** The Received fields of a header, from the top: the last one was written first. */
export function receivedFields(header: string): ReceivedField[] {
  return header
    .replace(/\r?\n[ \t]+/g, ' ')
    .split(/\r?\n/)
    .flatMap((line) => /^received:(.*)$/i.exec(line)?.[1]?.trim() ?? [])
    .map((text) => ({ text, clauses: clausesOf(text) }))
}

/** The value of a clause; undefined where it does not stand there. */
export function clauseOf({ clauses }: ReceivedField, wanted: string): string | undefined {
  return clauses.find(({ name }) => name === wanted)?.value
}

/** Pairs of words before the semicolon that the date follows; a name without a value has an empty one. */
function clausesOf(text: string): Clause[] {
  const stamp = withoutComments(text)
  // the last one: a local part may hold another
  const clauses = stamp.slice(0, stamp.includes(';') ? stamp.lastIndexOf(';') : undefined)
  const words = wordsIn(clauses)
  return Array.from({ length: Math.ceil(words.length / 2) }, (_, i) => ({
    name: words[2 * i]!.toLowerCase(),
    value: words[2 * i + 1] ?? '',
  }))
}

/** What blanks separate; those within quotes do not, as far as the quotes are closed. */
function wordsIn(text: string): string[] {
  const words: string[] = []
  let word = ''
  const add = (part: string) => {
    if (/^\s/.test(part)) words.push(word)
    word = /^\s/.test(part) ? '' : word + part
  }
  // what is not closed is taken at once: looking for its end behind each quote in it would take for ever
  for (const [part, quoted] of text.matchAll(/"(?:[^"\\]|\\[^])*("|\\?$)|\s+|[^\s"]+/g)) {
    const unclosed = quoted !== undefined && quoted !== '"'
    for (const each of unclosed ? (part.match(/\s+|\S+/g) ?? []) : [part]) add(each)
  }
  return [...words, word].filter((each) => each !== '')
}

/** Comments may nest, and hold quoted pairs (RFC 5322, section 3.2.2). */
function withoutComments(text: string): string {
  let depth = 0
  let left = ''
  for (const [part] of text.matchAll(/\\.|"(?:[^"\\]|\\.)*"|[^]/g)) {
    if (part === '(') depth++
    else if (part === ')' && depth > 0) depth--
    else if (depth === 0) left += part
    if (part === ')') left += ' '
  }
  return left
}
