import { expect, test } from 'vitest'
import { clientVariant } from '../../../clients/bugs/bug.ts'
import { Refused } from '../../../clients/reference/refused.ts'
import { runChangedClient } from '../../client-subject.ts'
import { tlsIfPossible } from './tls-if-possible.ts'

test('Who keeps its password from cleartext, and mails without a login, has the mode', async () => {
  const careful = clientVariant({
    name: 'keeps-passwords-from-cleartext',
    place: 'submission',
    patch: (Base) =>
      class extends Base {
        override async authenticate(user: string) {
          if (!this.tls && this.mechanism()) throw new Refused('No mechanism is available')
          return await super.authenticate(user)
        }
      },
  })
  expect(await runChangedClient(careful, [tlsIfPossible])).toMatchObject([{ verdict: 'pass' }])
})
