import { styleText } from 'node:util'
import { Redactor } from '../harness/redaction/redactor.ts'
import { visible } from '../harness/visible.ts'

type Format = Parameters<typeof styleText>[0]

/** Gives text a colour, or leaves it as it is where colours are not wanted. */
export type Style = (format: Format, text: string) => string

/** The look of what is written to a stream: NO_COLOR, FORCE_COLOR and what the terminal can do are honoured. */
export function styleFor(stream: NodeJS.WriteStream): Style {
  return (format, text) => styleText(format, text, { stream })
}

export const plain: Style = (_format, text) => text

/** How many columns there are to fill. What does not go to a terminal gets room enough. */
export function widthOf(stream: NodeJS.WriteStream): number {
  return stream.isTTY ? Math.max(40, stream.columns) : 120
}

/** Writes to stdout and waits until it is out: a pipe may be slower than we are. */
export async function print(text: string): Promise<void> {
  await new Promise<void>((resolve) => process.stdout.write(text, () => resolve()))
}

/** Waits until all that was written to stdout is out. */
export async function flush(): Promise<void> {
  await print('')
}

/** The same with lines. */
export async function printLines(lines: readonly string[]): Promise<void> {
  await print(`${lines.join('\n')}\n`)
}

/** The same with a value as JSON. */
export async function printJson(value: unknown): Promise<void> {
  await print(`${JSON.stringify(value, undefined, 2)}\n`)
}

/** What is never complained about: a server that does not start may say it last, and a log may hold it. */
const secrets = new Redactor()

/** Keeps a secret out of all complaints from now on. */
export function keepSecret(secret: string): void {
  secrets.hide(secret)
}

/** One line on stderr. A log that belongs to it follows, indented. */
export function complain(message: string): void {
  const [first = '', ...rest] = secrets.redact(message).trimEnd().split('\n')
  const style = styleFor(process.stderr)
  process.stderr.write(
    [`mailtls: ${style('red', visible(first))}`, ...rest.map((line) => `  ${visible(line)}`)].join('\n') + '\n',
  )
}

/** Lets a reader go who has seen enough (`| head`), or a terminal: nothing more is shown, and what was started is still stopped. */
export function surviveClosedPipe(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE' && error.code !== 'EIO') throw error
    })
  }
}
