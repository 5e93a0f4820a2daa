import type { Authority } from '../../certs/authority.ts'
import { referenceNames } from '../reference/start.ts'
import { all, hostile, type HostilePatch } from './hostile.ts'

const unchanged: HostilePatch = (Base) => Base

/** A certificate with 10,000 names of four letters beside its own: 60 kB. */
async function manyNames(authority: Authority) {
  const names = Array.from({ length: 10_000 }, (_, i) => `x${i.toString(36).padStart(3, '0')}`)
  return await authority.issue('valid', { ...referenceNames, dns: [...referenceNames.dns, ...names] })
}

/** Servers whose certificates are too much. */
export const certificates = hostile(
  {
    kind: 'certificate',
    protocols: all,
    told: /larger than what OpenSSL reads|EXCESSIVE_MESSAGE_SIZE/,
    patch: unchanged,
  },
  [
    {
      name: 'chain-of-16-mb',
      does: 'shows a certificate chain of 16 MB',
      patch: unchanged,
      identity: async (authority) => {
        const issued = await manyNames(authority)
        return { ...issued, cert: issued.cert.repeat(260) }
      },
    },
    {
      name: '10000-names',
      does: 'shows a certificate with 10,000 names',
      harmless: all,
      patch: unchanged,
      identity: manyNames,
    },
  ],
)
