import { join } from 'node:path'
import type { CatalogueClient } from '../catalogue-client.ts'
import { npmClient } from '../npm/npm-client.ts'

/** The imapflow of a folder, whose package.json says which version it is. */
export function imapflowOf(name: string, description: string): CatalogueClient {
  return npmClient({
    name,
    description,
    library: 'imapflow',
    speaks: { imap: ['implicit', 'starttls-required', 'starttls-if-possible', 'cleartext', 'default'] },
    program: join(import.meta.dirname, 'fetch'),
  })
}

export const imapflow = imapflowOf('imapflow', 'imapflow, a library for Node')
