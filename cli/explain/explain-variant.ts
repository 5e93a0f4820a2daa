import type { ClientVariant } from '../../clients/bugs/bug.ts'
import type { Variant } from '../../servers/bugs/bug.ts'
import type { Explanation } from './explanation.ts'

/** Where a variant differs from the reference, and how to start it. */
export function explainVariant(variant: Variant | ClientVariant): Explanation {
  const { name } = variant
  const isClients = 'place' in variant
  const [endpoint, setUps] = isClients ? [`client/${variant.place}`, ['default']] : [variant.endpoint, variant.setUps]
  return {
    title: `${name}: a variant of ${isClients ? `the reference client, on ${variant.place}` : `the reference, on ${endpoint}`}`,
    text: 'It differs from the reference and conforms all the same: no check may fail for it.',
    facts: {
      'set-ups': isClients ? [] : setUps,
      try: [`${isClients ? 'startClient' : 'startServer'}({ variant: '${name}' }) of the library`],
    },
    json: { kind: 'variant', name, endpoint, setUps },
  }
}
