import { clientCheck } from '../../../visit/client-check.ts'
import { outcomeText } from '../../../visit/endings.ts'
import { type Closing, leavingItToClose } from './closing.ts'

export const closeAlert = clientCheck({
  id: 'rfc8314/client/close-alert',
  roles: ['mua'],
  ports: 'implicit-tls',
  decides: ['rfc8314-3.4-1'],
  purpose: 'a client that closes first sends a close alert before it ends the TCP connection',
  async run({ meets, expect, throwIfHung, inconclusive, notApplicable, seen }) {
    const closings: Closing[] = []
    const { sessions, outcome } = await meets({ patches: leavingItToClose(closings) })
    // its ends are ours then
    throwIfHung()
    // many hang up without a goodbye, when all is done
    const silent = closings.length === 0
    if (silent && !outcome.success) {
      inconclusive('no-goodbye', `the client ends without a goodbye and reports failure: ${outcomeText(outcome)}`)
    }
    const ends = (silent ? sessions.filter(({ tls }) => tls) : closings).flatMap(({ end }) => end ?? [])
    if (ends.length === 0) notApplicable('the client leaves it to the server to close')
    for (const end of ends) {
      expect(end === 'close-notify', `the client ends the connection (${end}) without a close alert`)
    }
    seen(silent ? 'without a goodbye' : 'behind a goodbye')
  },
})

export const hastyClose = clientCheck({
  id: 'rfc8314/client/hasty-close',
  roles: ['mua'],
  ports: 'implicit-tls',
  records: ['rfc8314-3.4-2'],
  purpose: 'whether a client that has sent its close alert waits for that of the server',
  async run({ meets, seen }) {
    const closings: Closing[] = []
    await meets({ patches: leavingItToClose(closings) })
    const first = closings.filter(({ end }) => end === 'close-notify')
    if (first.length === 0) seen('does not close TLS first')
    else seen(first.every(({ hasty }) => hasty) ? 'ends TCP at once' : 'waits for the server')
  },
})
