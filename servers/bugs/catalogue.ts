import type { Bug } from './bug.ts'
import { accountsBugs } from './accounts/list.ts'
import { operatorBugs } from './operator/list.ts'
import { receivedBugs } from './received/list.ts'
import { smtpBugs } from './smtp/list.ts'
import { starttlsBugs } from './starttls/list.ts'
import { tlsBugs } from './tls/list.ts'

/** Every bug of the SMTP and submission servers. */
export const bugs: readonly Bug[] = [
  ...smtpBugs,
  ...starttlsBugs,
  ...tlsBugs,
  ...accountsBugs,
  ...receivedBugs,
  ...operatorBugs,
]
