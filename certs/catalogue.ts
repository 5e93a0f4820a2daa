import { clientKinds } from './kinds/clients.ts'
import { nameKinds } from './kinds/names.ts'
import { pathKinds } from './kinds/path.ts'
import { strengthKinds } from './kinds/strength.ts'
import type { KindEntry } from './spec.ts'

const kinds = { ...pathKinds, ...nameKinds, ...strengthKinds, ...clientKinds }

/** The name of a kind of certificate, such as `expired`. */
export type CertificateKind = keyof typeof kinds

/** Every kind of certificate that an authority issues by name. */
export const certificateKinds: Readonly<Record<CertificateKind, KindEntry>> = kinds

/** The names of all kinds, or of those that one side presents. */
export function kindNames(side?: KindEntry['side']): CertificateKind[] {
  const names = Object.keys(kinds).filter(isKind)
  return side ? names.filter((name) => certificateKinds[name].side === side) : names
}

function isKind(name: string): name is CertificateKind {
  return Object.hasOwn(kinds, name)
}
