import { z } from 'zod'
import { placeholdersFor } from '../../clients/command/placeholders.ts'
import { type Mode, modes, type Sign, signs, type Task, tasks } from '../../harness/client.ts'

const text = z.string().min(1)
/** no address, and small letters, since capital ones are tried; it goes into common names, which end at 64 */
const hostName = /^(?=.{1,64}$)([a-z\d]([a-z\d-]*[a-z\d])?\.)*[a-z]([a-z\d-]*[a-z\d])?$/
const modeNames = Object.keys(modes) as [Mode, ...Mode[]]

/** A command line for a task, run without a shell. */
function command(task: Task) {
  const placeholders = placeholdersFor(task).map((name) => `{${name}}`)
  return text.describe(`the command to ${tasks[task]}, run without a shell; filled in: ${placeholders.join(' ')}`)
}

function commands(task: Task) {
  const forMode = (mode: Mode) => text.describe(`the same with ${mode}: ${modes[mode]}`)
  return z
    .union([text, z.strictObject(optionally(modeNames, forMode))])
    .describe(`${command(task).description}; one for all modes, or one for each`)
}

function optionally<Key extends string, Value extends z.ZodType>(keys: readonly Key[], value: (key: Key) => Value) {
  const entries = keys.map((key) => [key, value(key).optional()])
  return Object.fromEntries(entries) as Record<Key, z.ZodOptional<Value>>
}

/** The commands that start a client, and how its output is read. */
export const clientSchema = z.strictObject({
  name: text.describe('what reports call it; default: the name of its command').optional(),
  role: z
    .enum(['mua', 'smtp-client'])
    .describe('mua, which people read and send mail with (default), or smtp-client, a relay')
    .optional(),
  host: z
    .string()
    .regex(hostName, 'expected a host name in small letters, of 64 at most')
    .describe(
      'the name by which the client finds 127.0.0.1, of three labels to have wildcards tried; default: localhost',
    )
    .optional(),
  modes: z
    .array(z.enum(modeNames))
    .min(1)
    .describe('what a command serves that is given for all modes, and is told the mode as {mode}')
    .optional(),
  submit: commands('submit').optional(),
  fetch: z
    .strictObject({ imap: commands('fetch').optional(), pop3: commands('fetch').optional() })
    .describe('the commands that read the mailbox, by protocol')
    .optional(),
  'set-up': command('set-up').optional(),
  connect: command('connect').optional(),
  require: command('require').optional(),
  unpin: command('unpin').optional(),
  patterns: z
    .strictObject(
      optionally(Object.keys(signs) as Sign[], (sign) =>
        text.describe(`a regular expression that finds in the output: ${signs[sign]}`),
      ),
    )
    .describe('how what only a person sees is found in the output')
    .optional(),
  maximumLaunches: z
    .int()
    .min(1, 'expected a whole number from 1')
    .describe('how many of it may run at once')
    .optional(),
})
