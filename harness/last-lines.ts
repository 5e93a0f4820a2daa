/** Where a program was, and what it runs in: what Node, Ruby, Perl and Java print behind an error that nobody has caught. */
const trace = /^\s*(at |from \S+:\d+:in|\.{3} \d+ |\^+$|Node\.js v\d|$)/

/** The last lines of what a program has said, without the trace of an error: those tell what went wrong. */
export function lastLinesOf(output: string, amount: number): string[] {
  const lines = output.trimEnd().split(/\r?\n/)
  const telling = lines.filter((line) => !trace.test(line))
  return (telling.length > 0 ? telling : lines).slice(-amount).map((line) => line.trim())
}
