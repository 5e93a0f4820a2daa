import { type Authority, createAuthority, type Issued } from '../../certs/authority.ts'

let authority: Promise<Authority> | undefined

/** One authority for all tests of a file. */
export function testAuthority(): Promise<Authority> {
  return (authority ??= createAuthority())
}

let server: Promise<Issued> | undefined

/** A certificate for this machine, with its key and the root that signed it, made once for all tests of a file. */
export function serverIdentity(): Promise<Issued> {
  return (server ??= testAuthority().then(({ issue }) => issue('valid')))
}
