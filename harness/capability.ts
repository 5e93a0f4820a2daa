/** The words of a capability: `AUTH PLAIN LOGIN` in SMTP, `AUTH=PLAIN` in IMAP, `SASL PLAIN` in POP3. */
function wordsOf(text: string): string[] {
  return text
    .toUpperCase()
    .split(/[\s=]+/)
    .filter(Boolean)
}

/** The parameters that are listed for a keyword, in capitals; undefined where it is not listed. */
export function parametersOf(listed: readonly string[], keyword: string): string[] | undefined {
  const lines = listed.map(wordsOf).filter(([name]) => name === keyword.toUpperCase())
  return lines.length > 0 ? lines.flatMap(([, ...parameters]) => parameters) : undefined
}

/** Whether a capability is listed, with all the parameters that are named with it. */
export function isListed(listed: readonly string[], capability: string): boolean {
  const [keyword = '', ...named] = wordsOf(capability)
  const parameters = parametersOf(listed, keyword)
  return parameters !== undefined && named.every((parameter) => parameters.includes(parameter))
}
