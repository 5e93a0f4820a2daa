import { ledger } from '../../suites/ledger.ts'
import { configJsonSchema } from '../config/json-schema.ts'
import { picsMarkdown, picsRows } from '../explain/pics.ts'

/** What stands in docs/ and is made from the sources, by its name there. `npm run docs` writes it. */
export const generatedDocuments: Readonly<Record<string, () => string>> = {
  'mailtls.schema.json': () => `${JSON.stringify(configJsonSchema(), undefined, 2)}\n`,
  'pics.md': () => picsMarkdown(picsRows(ledger)),
}
