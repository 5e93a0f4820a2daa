import { domainToASCII } from 'node:url'
import { escape } from '../recording.ts'
import { usage } from '../usage.ts'

/** A domain name as it is compared: in lower case and without the dot at its end; the root is ".". */
export function normaliseName(name: string): string {
  // only ASCII: DNS knows no other case
  const lower = name.replaceAll(/[A-Z]+/g, (letters) => letters.toLowerCase())
  return lower.length > 1 && lower.endsWith('.') ? lower.slice(0, -1) : lower
}

/** A domain name as it is asked for, in A-labels and normalised. Throws `usage` for what cannot be one. */
export function queryName(name: string): string {
  const ascii = normaliseName(/[^\0-\x7f]/.test(name) ? domainToASCII(name) : name)
  const labels = name === '.' ? [] : ascii.split('.')
  if (ascii.length > 253 || labels.some((label) => label.length === 0 || label.length > 63)) {
    throw usage(`expected a domain name such as example.org, found "${escape(name)}"`)
  }
  return ascii
}

/** Whether a name is the other or lies below it; both normalised. */
export function isWithin(name: string, ancestor: string): boolean {
  return ancestor === '.' || name === ancestor || name.endsWith(`.${ancestor}`)
}
