import { isMailtlsError } from '../harness/errors.ts'

/** For `catch`: a server that closes, or says that it does, gives no answer; anything else is thrown on. */
export function endOfSession(error: unknown): undefined {
  if (!isMailtlsError(error, 'ended', 'closing')) throw error
}

/** For `catch`: only a close without a word is no answer; 421, which may come at any time, is thrown on as well. */
export function unannouncedEnd(error: unknown): undefined {
  if (!isMailtlsError(error, 'ended')) throw error
}
