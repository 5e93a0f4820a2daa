import { isMailtlsError } from '../../../harness/errors.ts'
import { check } from '../../check.ts'
import { tlsRoles } from './roles.ts'

export const hastyClose = check({
  id: 'rfc8314/server/hasty-close',
  roles: tlsRoles,
  ports: 'implicit-tls',
  records: ['rfc8314-3.4-2'],
  connections: 1,
  purpose: 'what becomes of a client that says goodbye and closes without waiting for the server to close',
  async run({ connect, canLogIn, logIn, seen }) {
    const enter = async () => {
      const dialogue = await connect()
      await dialogue.capabilities()
      if (canLogIn) await logIn(dialogue)
      return dialogue
    }
    const hasty = await enter()
    // goodbye, close alert and FIN at once; that the server closes, too, shows that it is through with us
    hasty.sayGoodbye()
    hasty.peer.halfClose()
    await hasty.peer.ended().catch((error: unknown) => {
      if (!isMailtlsError(error, 'ended')) throw error
    })
    hasty.peer.close()
    const again = await enter().catch((error: unknown) => error)
    seen(again instanceof Error ? 'is not served again' : canLogIn ? 'may log in again' : 'is served again')
  },
})
