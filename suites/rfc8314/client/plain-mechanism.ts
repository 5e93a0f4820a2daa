import { clientCheck } from '../../visit/client-check.ts'
import { loginsAmong } from '../../visit/commands.ts'
import { doingsOf } from '../../visit/doings.ts'
import type { Encounter } from '../../visit/encounter.ts'
import type { Patches } from '../../visit/scene.ts'
import { expectThrough } from '../../visit/through.ts'

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
    const { meets, ordinary, language, inconclusive, notApplicable } = encounter
    const visit = await meets({ patches: plainOnly })
    if (visit.worked) return
    encounter.throwIfHung('where SASL PLAIN is the only way to log in, the client does not')
    const control = await ordinary()
    if (!control.worked) {
      inconclusive('control-failed', `the client does not log in at all: ${doingsOf(control)}`)
    }
    // RFC 5034, section 4 binds those who have AUTH, which POP3 can do without
    if (language === 'pop3' && !(await knowsAuth(encounter))) notApplicable('the client does not know AUTH in POP3')
    expectThrough(encounter, visit, 'where SASL PLAIN is the only way to log in, the client does not')
  },
})

async function knowsAuth({ meets }: Encounter): Promise<boolean> {
  const { inside } = await meets({ patches: otherMechanisms })
  return loginsAmong(inside, 'pop3').some(({ verb }) => verb === 'AUTH')
}

const plainOnly: Patches = {
  smtp: (Base) =>
    class extends Base {
      override listedMechanisms() {
        return this.mechanisms()
      }
    },
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

/** Mechanisms that are listed beside USER, to see whether AUTH is tried. */
const otherMechanisms: Patches = {
  pop3: (Base) =>
    class extends Base {
      override listedMechanisms() {
        return this.takesPasswords() ? ['CRAM-MD5', 'LOGIN'] : []
      }
      override async auth() {
        return '-ERR Not now'
      }
    },
}
