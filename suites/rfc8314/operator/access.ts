import type { Connecting } from '../../../harness/check.ts'
import { isMailtlsError } from '../../../harness/errors.ts'
import { Inconclusive, type Reason } from '../../../harness/verdict.ts'

/** Whether a server can be reached inside TLS: it can, it only speaks in cleartext, or that is not known. */
export type Access = { how: 'tls' | 'cleartext' } | { how: 'unknown'; why: Reason }

/** Tries to get inside TLS as a client would: at once where TLS is implicit, else by STARTTLS where that is listed. */
export async function accessTo(server: Connecting): Promise<Access> {
  const { problem, implicitTls } = server
  if (problem) return implicitTls && (await speaksInCleartext(server)) ? { how: 'cleartext' } : unknown(problem)
  try {
    const dialogue = await server.connectSecurely()
    dialogue.close()
    return { how: 'tls' }
  } catch (error) {
    if (error instanceof Inconclusive) {
      return error.reason.code === 'starttls-not-offered' ? { how: 'cleartext' } : unknown(error.reason)
    }
    if (isMailtlsError(error)) return unknown({ code: error.code, text: error.message })
    throw error
  }
}

function unknown({ code, text }: Reason): Access {
  return { how: 'unknown', why: { code, text } }
}

/** Whether a ClientHello is answered, or forestalled, by lines in plaintext. */
export async function speaksInCleartext(server: Connecting): Promise<boolean> {
  return (await hearing(server)) === 'plaintext'
}

/** Whether a port speaks TLS from the start: a ClientHello is what it waits for. */
export async function speaksTlsAtOnce(server: Connecting): Promise<boolean> {
  return (await hearing(server)) === 'tls'
}

async function hearing(server: Connecting): Promise<'tls' | 'plaintext' | 'neither'> {
  try {
    const peer = await server.dial()
    const outcome = await peer.startTls(server.tls)
    peer.close()
    if (outcome.ok || outcome.by === 'alert') return 'tls'
    return outcome.plaintext.length > 0 ? 'plaintext' : 'neither'
  } catch (error) {
    if (isMailtlsError(error) && error.code !== 'deadline') return 'neither'
    throw error
  }
}
