import { clientCheck } from '../../../visit/client-check.ts'
import { type Closing, leavingItToClose } from './closing.ts'

export const closeAlert = clientCheck({
  id: 'rfc8314/client/close-alert',
  roles: ['mua'],
  ports: 'implicit-tls',
  decides: ['rfc8314-3.4-1'],
  purpose: 'a client that closes first sends a close alert before it ends the TCP connection',
  async run({ meets, expect, notApplicable }) {
    const closings: Closing[] = []
    await meets({ patches: leavingItToClose(closings) })
    if (closings.length === 0) notApplicable('the client says no goodbye: when it wishes to close cannot be told')
    for (const { end } of closings) {
      if (!end) notApplicable('the client leaves it to the server to close')
      expect(end === 'close-notify', `behind its goodbye the client ends TCP (${end}) without a close alert`)
    }
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
