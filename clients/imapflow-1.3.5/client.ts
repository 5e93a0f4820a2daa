import { imapflowOf } from '../imapflow/client.ts'

export const imapflow135 = imapflowOf(
  'imapflow-1.3.5',
  'imapflow 1.3.5, known for its fault: it believes what came before TLS',
)
