import type { Context } from '../../../harness/check.ts'

/** Ends a check of "can be configured to refuse" that has to make do with the default set-up, where passwords pass without TLS. */
export function onlyWherePasswordsNeedTls({ setUp, inconclusive }: Context): void {
  if (setUp !== 'default') return
  const advice = 'map one that does not as "tls-required" under setUps in mailtls.yaml'
  inconclusive('set-up-missing', `the default set-up takes passwords without TLS: ${advice}`)
}
