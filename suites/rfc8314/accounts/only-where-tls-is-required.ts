import type { Context } from '../../../harness/check.ts'

/**
 * Ends a check of "can be configured so" that has to make do with the default set-up, where that is not so: another one may
 * be.
 */
export function onlyWhereTlsIsRequired({ setUp, inconclusive }: Context, otherwise: string): void {
  if (setUp !== 'default') return
  const advice = 'map one that is stricter as "tls-required" under setUps in mailtls.yaml'
  inconclusive('set-up-missing', `${otherwise} in the default set-up: ${advice}`)
}
