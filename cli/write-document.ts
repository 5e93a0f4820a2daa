import { access, constants, mkdir, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { MailtlsError } from '../harness/errors.ts'
import { replaceFile } from './replace-file.ts'

interface WriteOptions {
  /** permissions of the file, where they are not the usual ones */
  mode?: number
  /** whether to wait until it would outlast a loss of power, too; default: yes */
  durably?: boolean
  /** what it is, where it is not the report */
  what?: string
}

/**
 * Writes a file below a directory, whole or not at all: what stood there before stays until the new one is complete. Throws
 * `not-writable`.
 */
export async function writeDocument(
  directory: string,
  name: string,
  content: string | Buffer,
  { mode, what, durably = true }: WriteOptions = {},
): Promise<string> {
  const path = join(directory, name)
  try {
    await makeDirectory(dirname(path))
    await replaceFile(path, content, { mode, durably })
    return path
  } catch (cause) {
    throw notWritable(path, cause, what)
  }
}

/** Makes a directory that can be written to; throws `not-writable`, so that nobody learns of it after a long run. */
export async function writableDirectory(directory: string): Promise<string> {
  try {
    await makeDirectory(directory)
    await access(directory, constants.W_OK)
    return directory
  } catch (cause) {
    throw notWritable(directory, cause)
  }
}

/**
 * Makes a directory and those above it; one that is there is fine. Throws what the system says. Node's own `recursive` never
 * ends below a directory that takes none, such as /proc.
 */
export async function makeDirectory(path: string): Promise<void> {
  try {
    await mkdirUnlessThere(path)
  } catch (error) {
    if (!isMissing(error) || dirname(path) === path) throw error
    await makeDirectory(dirname(path))
    await mkdirUnlessThere(path)
  }
}

async function mkdirUnlessThere(path: string): Promise<void> {
  await mkdir(path).catch(async (error: unknown) => {
    if (!(await stat(path).catch(() => undefined))?.isDirectory()) throw error
  })
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT'
}

/** The error for a place that cannot be written to. */
export function notWritable(path: string, cause: unknown, what = 'the report'): MailtlsError {
  const why = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause)
  return new MailtlsError('not-writable', `expected to write ${what} to ${path}, but that fails (${why})`, { cause })
}
