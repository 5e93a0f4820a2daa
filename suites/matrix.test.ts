import { beforeAll, describe, expect, test } from 'vitest'
import { clientBugs } from '../clients/bugs/catalogue.ts'
import { clientVariants } from '../clients/variants/catalogue.ts'
import { bugs } from '../servers/bugs/catalogue.ts'
import { variants } from '../servers/variants/catalogue.ts'
import { allChecks } from './checks.ts'
import { killMatrix, languageOf, type Matrix } from './matrix.ts'

describe('The kill matrix', () => {
  let matrix: Matrix
  beforeAll(async () => {
    matrix = await killMatrix()
  }, 600_000)

  test.for([...bugs, ...clientBugs].map(({ name }) => name))(
    'The bug %s fails exactly the clauses that it violates',
    (name) => {
      const { missing, unexpected, inconclusive } = matrix.bugs.find((row) => row.name === name)!
      expect({ missing, unexpected, inconclusive }).toEqual({ missing: [], unexpected: [], inconclusive: [] })
    },
  )

  test.for([...variants, ...clientVariants].map(({ name }) => name))('The variant %s passes every check', (name) => {
    expect(matrix.variants.find((row) => row.name === name)).toEqual({ name, red: [], inconclusive: [] })
  })

  test.for(allChecks.filter(({ kind }) => kind === 'decides').map(({ id }) => id))('Some bug makes %s fail', (id) => {
    expect(matrix.checks.find((row) => row.id === id)?.killedBy).not.toEqual([])
  })

  test('No gate is broken', () => expect(matrix.broken).toEqual([]))

  test('Each class of attack has a bug that a single check sees', () => {
    const seenByOne = matrix.bugs.flatMap(({ endpoint, red }) =>
      red.length === 1 ? `${languageOf(endpoint)}: ${red[0]}` : [],
    )
    expect([...new Set(seenByOne)].filter((id) => id.includes('injection')).toSorted()).toMatchInlineSnapshot(`
      [
        "imap: rfc2595/client/injection-mail",
        "imap: rfc2595/client/injection-partial-reply",
        "imap: rfc2595/client/injection-whole-reply",
        "imap: rfc2595/server/injection-bare-lf",
        "imap: rfc2595/server/injection-in-cleartext",
        "imap: rfc2595/server/injection-late",
        "imap: rfc2595/server/injection-long",
        "imap: rfc2595/server/injection-partial-line",
        "imap: rfc2595/server/injection-same-segment",
        "imap: rfc2595/server/injection-sasl",
        "imap: rfc2595/server/injection-split-keyword",
        "imap: rfc8314/client/injection-early-ok",
        "imap: rfc8314/client/injection-referral",
        "pop3: rfc2595/client/injection-partial-reply",
        "pop3: rfc2595/client/injection-whole-reply",
        "pop3: rfc2595/server/injection-bare-lf",
        "pop3: rfc2595/server/injection-in-cleartext",
        "pop3: rfc2595/server/injection-late",
        "pop3: rfc2595/server/injection-long",
        "pop3: rfc2595/server/injection-partial-line",
        "pop3: rfc2595/server/injection-same-segment",
        "pop3: rfc2595/server/injection-sasl",
        "pop3: rfc2595/server/injection-split-keyword",
        "smtp: rfc3207/client/injection-partial-reply",
        "smtp: rfc3207/client/injection-whole-reply",
        "smtp: rfc3207/server/injection-bare-lf",
        "smtp: rfc3207/server/injection-in-cleartext",
        "smtp: rfc3207/server/injection-late",
        "smtp: rfc3207/server/injection-long",
        "smtp: rfc3207/server/injection-partial-line",
        "smtp: rfc3207/server/injection-same-segment",
        "smtp: rfc3207/server/injection-split-keyword",
        "smtp: rfc3207/server/injection-transaction",
      ]
    `)
  })
})
