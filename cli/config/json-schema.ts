import { z } from 'zod'
import { configSchema } from './schema.ts'

/** The JSON Schema of mailtls.yaml, for editors. */
export function configJsonSchema(): Record<string, unknown> {
  const { $schema, ...schema } = z.toJSONSchema(configSchema, { io: 'input' })
  const title = 'mailtls.yaml'
  const description = 'The configuration of mailtls: a server that runs already, or a client and its commands'
  return { $schema, $id: 'urn:mailtls:schema:mailtls.yaml', title, description, ...schema }
}
