import * as fc from 'fast-check'
import { describe, expect } from 'vitest'
import { Pop3Reply } from '../../../harness/dialogue/pop3-reply.ts'
import { lineOf, soup } from '../../../harness/testing/arbitraries.ts'
import { property, takesAnyLength } from '../../../harness/testing/property.ts'
import { timestampOf } from './means.ts'

const tokens = ['<', '>', '@', 'a', ' ', '.']
const greeting = (text: string) => ({ greeting: new Pop3Reply('+OK', text) })

describe('What a POP3 server offers for APOP', () => {
  const part = fc.stringMatching(/^[\w.-]{1,12}$/)
  property('A timestamp is found in a greeting', [part, part, lineOf(/[\w ]/), lineOf()], (id, host, before, after) => {
    expect(timestampOf(greeting(`${before}<${id}@${host}>${after}`))).toBe(`<${id}@${host}>`)
  })

  property('Whatever a server greets with, it holds one or none', [soup(tokens)], (text) => {
    const found = timestampOf(greeting(text))
    if (found !== undefined) expect(text).toContain(found)
    expect(found ?? '<a@b>').toMatch(/^<[^<>]+@[^<>]*>$/)
  })

  takesAnyLength(tokens, (text) => timestampOf(greeting(text)))
})
