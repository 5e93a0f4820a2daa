import type { Variant } from '../../bugs/bug.ts'
import { type CommonPatch, variantFamily } from '../../bugs/family.ts'

/** A difference of the SMTP server in what all languages share, here on IMAP and POP3. */
export function onMailAccess(
  { name, setUps, patches }: Variant,
  endpoints: readonly ('imap' | 'pop3')[] = ['imap', 'pop3'],
): Variant[] {
  return variantFamily({ name, endpoints, setUps, patch: patches.smtp as unknown as CommonPatch })
}
