import { type ClientChange, clientVariant } from '../../clients/bugs/bug.ts'
import { Refused } from '../../clients/reference/refused.ts'

const showsGreetings = clientVariant({
  name: 'shows-greetings',
  place: 'imap',
  patch: (Base) =>
    class extends Base {
      override async greet() {
        await super.greet()
        this.tell(String(this.dialogue.greeting))
      }
    },
})

const showsWhatIsBehind = clientVariant({
  name: 'shows-what-is-behind-the-go-ahead',
  place: 'imap',
  patch: (Base) =>
    class extends Base {
      override plaintext(early: Buffer) {
        this.tell(early.toString('latin1'))
        return {}
      }
    },
})

const hearsBye = clientVariant({
  name: 'hears-bye-behind-the-go-ahead',
  place: 'imap',
  patch: (Base) =>
    class extends Base {
      override plaintext(early: Buffer) {
        if (early.includes('* BYE')) throw new Refused('The server closes')
        return {}
      }
    },
})

/** For each recording check of what clients hear before TLS a client on which it sees something else than on the reference. */
export const injectionOthers: Record<string, ClientChange> = {
  'rfc2595/client/bye-behind-go-ahead': hearsBye,
  'rfc2595/client/mailbox-data-before-tls': showsWhatIsBehind,
  'rfc8314/client/alert-before-tls': showsGreetings,
}
