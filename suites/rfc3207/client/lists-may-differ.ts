import { clientCheck } from '../../visit/client-check.ts'
import type { Patches } from '../../visit/scene.ts'
import { expectThrough } from '../../visit/through.ts'

export const listsMayDiffer = clientCheck({
  id: 'rfc3207/client/lists-may-differ',
  roles: ['smtp-client', 'mua'],
  languages: ['smtp'],
  orIfPossible: true,
  decides: ['rfc3207-4.2-4'],
  purpose: 'mail is delivered whether the list of extensions is longer or shorter inside TLS',
  async run(encounter) {
    const { meets } = encounter
    const [longer, shorter] = await Promise.all([
      meets({ patches: listing({ inside: true }) }),
      meets({ patches: listing({ inside: false }) }),
    ])
    expectThrough(encounter, longer, 'no mail is delivered where more extensions are listed inside TLS')
    expectThrough(encounter, shorter, 'no mail is delivered where fewer extensions are listed inside TLS')
  },
})

/** Lists what can be done without either inside TLS only, or before it only. */
function listing({ inside }: { inside: boolean }): Patches {
  return {
    smtp: (Base) =>
      class extends Base {
        override extensions() {
          const needed = super.extensions().filter((line) => /^(STARTTLS|AUTH)\b/.test(line))
          return this.tls === inside ? ['SIZE 50000000', 'PIPELINING', '8BITMIME', ...needed] : needed
        }
      },
  }
}
