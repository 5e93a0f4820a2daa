import type { Variant } from '../bugs/bug.ts'
import { accountsVariants } from './accounts/list.ts'
import { operatorVariants } from './operator/list.ts'
import { receivedVariants } from './received/list.ts'
import { smtpVariants } from './smtp/list.ts'
import { starttlsVariants } from './starttls/list.ts'
import { tlsVariants } from './tls/list.ts'

/** Every variant of the SMTP and submission servers. */
export const variants: readonly Variant[] = [
  ...smtpVariants,
  ...starttlsVariants,
  ...tlsVariants,
  ...accountsVariants,
  ...receivedVariants,
  ...operatorVariants,
]
