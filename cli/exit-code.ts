import { isMailtlsError } from '../harness/errors.ts'

/** The exit code for an error that ended a command (docs/certify-a-server.md). */
export function exitCodeFor(error: unknown): number {
  if (!isMailtlsError(error)) return 3
  switch (error.code) {
    case 'usage':
      return 64
    case 'no-engine':
    case 'set-up-failed':
    case 'not-writable':
      return 3
    default:
      return 2
  }
}
