import { isMailtlsError } from '../harness/errors.ts'

/** For `catch`: a server that closes, or says that it does, gives no answer; anything else is thrown on. */
export function endOfSession(error: unknown): undefined {
  if (!isMailtlsError(error, 'ended', 'closing')) throw error
}
