import { type CommonPatch, starttlsPorts, variantFamily } from '../../bugs/family.ts'
import { isRefusedLogin } from './failed-logins.ts'

/** Two servers take turns behind one address, and word their refusals each in its own way. */
const takingTurns =
  (at: 'connection' | 'login'): CommonPatch =>
  (Base) => {
    let turns = 0
    return class extends Base {
      node = at === 'connection' ? turns++ % 2 : undefined
      override say(text: string) {
        if (isRefusedLogin(text)) this.node ??= turns++ % 2
        super.say(isRefusedLogin(text) ? `${text} (by node ${this.node})` : text)
      }
    }
  }

const common = { endpoints: starttlsPorts, setUps: ['default', 'user-barred'] } as const

/** Which server a connection comes to tells nothing about its password. */
export const twoServers = variantFamily({ ...common, name: 'two-servers', patch: takingTurns('connection') })

/** Nor does it where a proxy chooses one at the login. */
export const twoServersBehindAProxy = variantFamily({
  ...common,
  name: 'two-servers-behind-a-proxy',
  patch: takingTurns('login'),
})
