import { describe, expect, test } from 'vitest'
import { isListed, parametersOf } from './capability.ts'

const smtp = ['PIPELINING', 'AUTH PLAIN LOGIN', 'SIZE 1000', 'starttls']
const imap = ['IMAP4rev1', 'AUTH=PLAIN', 'AUTH=XOAUTH2', 'LOGINDISABLED']
const pop3 = ['USER', 'SASL PLAIN', 'STLS']

describe('A capability', () => {
  test.for<[string[], string]>([
    [smtp, 'STARTTLS'],
    [smtp, 'auth login'],
    [smtp, 'AUTH LOGIN PLAIN'],
    [smtp, 'SIZE'],
    [['AUTH\tPLAIN'], 'AUTH PLAIN'],
    [imap, 'AUTH=PLAIN'],
    [imap, 'AUTH PLAIN XOAUTH2'],
    [pop3, 'SASL PLAIN'],
  ])('among %j is %s', ([listed, capability]) => expect(isListed(listed, capability)).toBe(true))

  test.for<[string[], string]>([
    [smtp, 'AUTH GSSAPI'],
    [smtp, 'PLAIN'],
    [smtp, 'SIZE 2000'],
    [imap, 'AUTH=LOGIN'],
    [pop3, 'SASL LOGIN'],
    [[], 'STARTTLS'],
  ])('among %j is not %s', ([listed, capability]) => expect(isListed(listed, capability)).toBe(false))

  test('has parameters, which may stand on several lines', () => {
    expect(parametersOf(imap, 'auth')).toEqual(['PLAIN', 'XOAUTH2'])
    expect(parametersOf(smtp, 'STARTTLS')).toEqual([])
    expect(parametersOf(smtp, 'CHUNKING')).toBeUndefined()
  })
})
