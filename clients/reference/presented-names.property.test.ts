import { X509Certificate } from 'node:crypto'
import * as fc from 'fast-check'
import { describe, expect } from 'vitest'
import { testAuthority } from '../../harness/testing/identity.ts'
import { property } from '../../harness/testing/property.ts'
import { presentedNames } from './presented-names.ts'

const { issue } = await testAuthority()
// commas and quotes, with which a name could pass for several
const name = fc.oneof(fc.domain(), fc.stringMatching(/^[a-z,": \\=/]{1,16}$/))
const names = fc.array(name, { maxLength: 3 })
const common = fc.stringMatching(/^[a-z.]{1,20}$/)

describe('Names in certificates', () => {
  property(
    'They are read as they were issued, whatever stands in them',
    [names, names, fc.array(fc.ipV4(), { maxLength: 2 }), common],
    async (dns, srv, ip, cn) => {
      const { cert } = await issue('valid', { cn, dns, srv, ip })
      expect(presentedNames(new X509Certificate(cert).raw)).toEqual({ dns, srv, ip, uri: [], cn: [cn] })
    },
    { usual: 50, share: 1 / 20 },
  )
})
