import type { Encounter } from '../../visit/encounter.ts'
import { outcomeText } from '../../visit/encounter.ts'
import { clientCheck } from '../../visit/client-check.ts'
import type { Patches } from '../../visit/scene.ts'

export const plainMechanism = clientCheck({
  id: 'rfc8314/client/plain-mechanism',
  roles: ['mua'],
  ports: 'any',
  decides: {
    submission: ['imp-rfc4954-4-32'],
    submissions: ['imp-rfc4954-4-32'],
    imap: ['imp-rfc3501-6.1.1-3'],
    imaps: ['imp-rfc3501-6.1.1-3'],
    pop3: ['imp-rfc5034-4-22'],
    pop3s: ['imp-rfc5034-4-22'],
  },
  purpose: 'the client logs in inside TLS where SASL PLAIN is the only way',
  withoutControl: true,
  async run(encounter) {
    const { worked } = await withPlainOnly(encounter)
    if (worked) return
    const control = await withAnotherWay(encounter)
    if (!control.worked) {
      encounter.inconclusive('control-failed', `the client does not log in at all: ${outcomeText(control.outcome)}`)
    }
    encounter.expect(false, 'where SASL PLAIN is the only way to log in, the client does not')
  },
})

/** For SMTP that is how the reference is; IMAP and POP3 have a way of their own. */
async function withPlainOnly({ language, meets, ordinary }: Encounter) {
  return language === 'smtp' ? await ordinary() : await meets({ patches: plainOnly })
}

async function withAnotherWay({ language, meets, ordinary }: Encounter) {
  return language === 'smtp' ? await meets({ patches: loginToo }) : await ordinary()
}

const plainOnly: Patches = {
  imap: (Base) =>
    class extends Base {
      override capabilities() {
        return [...super.capabilities().filter((each) => each !== 'LOGINDISABLED'), 'LOGINDISABLED']
      }
      override login(tag: string) {
        return `${tag} NO [CANNOT] LOGIN is disabled`
      }
    },
  pop3: (Base) =>
    class extends Base {
      override capabilities() {
        return super.capabilities().filter((each) => each !== 'USER')
      }
      override name() {
        return '-ERR No USER here'
      }
    },
}

/** The mechanism that older clients know, for those that know nothing else. */
const loginToo: Patches = {
  smtp: (Base) =>
    class extends Base {
      override listedMechanisms() {
        return [...super.listedMechanisms(), ...(this.takesPasswords() ? ['LOGIN'] : [])]
      }
      override async auth(argument: string) {
        const [mechanism = '', initial] = argument.split(' ')
        if (mechanism.toUpperCase() !== 'LOGIN' || !this.takesPasswords()) return await super.auth(argument)
        const user = decoded(initial ?? (await this.asked('Username:')))
        this.user = this.withPassword(user, decoded(await this.asked('Password:')))
        return this.user === undefined ? '535 5.7.8 Authentication credentials invalid' : '235 2.7.0 Done'
      }
      async asked(question: string) {
        this.say(`334 ${Buffer.from(question).toString('base64')}`)
        return await this.peer.line()
      }
    },
}

function decoded(base64: string): string {
  return Buffer.from(base64, 'base64').toString()
}
