import type { Judging } from '../../../harness/check.ts'

/** Fails a check of what a product is like, where it runs as shipped; elsewhere its site may have chosen otherwise. */
export function productFault({ asShipped, expect, inconclusive }: Judging, text: string): never {
  expect(!asShipped, text)
  return inconclusive('site-configuration', `${text}: this may be the choice of the site, and not of the product`)
}
