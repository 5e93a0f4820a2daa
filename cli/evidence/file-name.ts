import { createHash } from 'node:crypto'

/** A check, a place (a name, or a URL whose host has one) and a set-up: what stands here for what cannot be mistaken. */
const usual = /^[a-z0-9][a-z0-9-]*(\/[a-z0-9-]+)*@([a-z0-9]+:\/\/)?[a-z0-9-]+(\.[a-z0-9-]+)*(:\d+)?#[a-z0-9-]+$/
const longest = 150

/**
 * A file name for the key of a result, without an ending: the same in each run, and another one for each key. It needs no
 * quotes in a shell nor in a URL. Keys that have to be cut or that hold other characters get a hash.
 */
export function fileNameOf(key: string): string {
  const readable = key.replaceAll('://', '_').replaceAll(':', '_').replaceAll('/', '.').replaceAll('#', '@')
  if (usual.test(key) && key.length <= longest) return readable
  const hash = createHash('sha256').update(key).digest('hex').slice(0, 8)
  const safe = readable.replace(/[^A-Za-z0-9.@-]+/g, '_').replace(/\.{2,}/g, '.')
  return `${safe.replace(/^[^A-Za-z0-9]+/, '').slice(0, longest)}-${hash}`.replace(/^-/, '')
}
