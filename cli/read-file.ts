import { constants } from 'node:buffer'
import { readFileSync, statSync } from 'node:fs'
import { usage } from '../harness/usage.ts'

/**
 * Reads a text file that the user named, without a byte order mark; `what` reads "a configuration for --config". Throws
 * `usage`.
 */
export function readText(file: string, what: string): string {
  return textOf(readBytes(file, what))
}

/** Bytes as text, without a byte order mark. */
export function textOf(bytes: Buffer): string {
  return new TextDecoder().decode(bytes)
}

/** Reads a file that the user named. */
export function readBytes(file: string, what: string): Buffer {
  try {
    const { size } = statSync(file)
    if (size > constants.MAX_STRING_LENGTH) throw new Error(`${size} bytes are more than fit into a text`)
    return readFileSync(file)
  } catch (cause) {
    throw usage(`expected ${what}, but ${file} ${whyUnreadable(cause)}`, { cause })
  }
}

function whyUnreadable(cause: unknown): string {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined
  if (code === 'ENOENT') return 'does not exist'
  if (code === 'EISDIR') return 'is a directory'
  return `cannot be read (${cause instanceof Error ? cause.message : String(cause)})`
}
