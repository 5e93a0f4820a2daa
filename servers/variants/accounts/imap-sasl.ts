import { variant } from '../../bugs/bug.ts'

/** RFC 3501, section 6.2.2, knows no initial response; RFC 4959 brought it. */
export const withoutSaslIr = variant({
  name: 'without-sasl-ir',
  endpoint: 'imap',
  setUps: ['default', 'client-certificates'],
  patch: (Base) =>
    class extends Base {
      override capabilities() {
        return super.capabilities().filter((capability) => capability !== 'SASL-IR')
      }
      override async authenticate(tag: string, argument: string) {
        return argument.includes(' ') ? `${tag} BAD One argument` : await super.authenticate(tag, argument)
      }
    },
})

/** An empty challenge, as some write it: it holds nothing, either. */
export const asksWithABarePlus = variant({
  name: 'asks-with-a-bare-plus',
  endpoint: 'imap',
  setUps: ['default', 'client-certificates'],
  patch: (Base) =>
    class extends Base {
      override say(text: string) {
        super.say(text === '+ ' ? '+' : text)
      }
    },
})
