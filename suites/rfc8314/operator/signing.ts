import type { OperatorContext } from '../../../harness/check.ts'

/** A zone that a name lies in, and whether the resolver vouches for it. */
export interface EnclosingZone {
  name: string
  signed: boolean
}

/**
 * The zones that a name lies in, the nearest first, up to the first that the resolver vouches for: those above that one
 * are signed, too.
 */
export async function zonesAround({ ask }: Pick<OperatorContext, 'ask'>, name: string): Promise<EnclosingZone[]> {
  const zones: EnclosingZone[] = []
  for (const current of upFrom(name)) {
    const { outcome, aliased, authenticated } = await ask(current, 'SOA')
    if (outcome === 'found' && !aliased) zones.push({ name: current, signed: authenticated })
    if (zones.at(-1)?.signed) break
  }
  return zones
}

/** A name and all above it, to the root. */
function upFrom(name: string): string[] {
  const labels = name === '.' ? [] : name.split('.')
  return [...labels.map((_, i) => labels.slice(i).join('.')), '.']
}

type Asking = Pick<OperatorContext, 'ask' | 'inconclusive'>

/** Whether the zone that a name lies in could be signed, since the zone above it is; or is signed itself. */
export async function couldBeSigned(context: Asking, name: string): Promise<boolean> {
  const [own, above] = await validatedZonesAround(context, name)
  return own?.signed === true || above?.signed === true
}

/**
 * The same zones. Inconclusive where nothing up to the root is vouched for: then the resolver does not validate, and its
 * silence about signatures says nothing.
 */
export async function validatedZonesAround(context: Asking, name: string): Promise<EnclosingZone[]> {
  const zones = await zonesAround(context, name)
  if (!zones.some(({ signed }) => signed)) {
    context.inconclusive(
      'resolver-does-not-validate',
      `the resolver vouches for nothing above ${name}, the root included: name one that validates with --resolver`,
    )
  }
  return zones
}

/** Inconclusive unless the user vouches for the resolver: its AD bit is the proof. */
export function needVouchedResolver(vouched: boolean, { inconclusive }: Pick<OperatorContext, 'inconclusive'>): void {
  if (vouched) return
  inconclusive(
    'resolver-missing',
    'DNSSEC is judged by the AD bit of a resolver that you trust: name one that validates with --resolver',
  )
}
