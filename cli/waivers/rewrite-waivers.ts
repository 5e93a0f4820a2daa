import { Document, isAlias, isMap, isNode, isScalar, isSeq, type Node, parseDocument, visit, YAMLSeq } from 'yaml'
import type { Waiver } from '../../harness/report/report.ts'
import { usage } from '../../harness/usage.ts'

interface Changes {
  /** places in the list */
  remove: readonly number[]
  add: readonly Waiver[]
}

/**
 * A file of waivers, or a configuration, with some taken out and some put at their end. The list keeps its order and its
 * comments; what stands around it in a map stays as it is, byte by byte. Throws `usage` where aliases are in the way.
 */
export function rewriteWaivers(text: string, changes: Changes): string {
  const lines = changed(text, changes)
  return text.includes('\r\n') ? lines.replaceAll(/\r?\n/g, '\r\n') : lines
}

function changed(text: string, { remove, add }: Changes): string {
  const document = parseDocument(text)
  const { contents } = document
  // lists may be indented or not: as they were
  const style = { lineWidth: 0, indentSeq: !/:[ \t]*(?:#.*)?\r?\n- /.test(text) }
  demandNoAliasTo(document, remove)
  if (isSeq(contents)) {
    change(contents, { remove, add })
    return document.toString(style)
  }
  const pair = isMap(contents) ? contents.items.find(({ key }) => isScalar(key) && key.value === 'waivers') : undefined
  const before = pair?.value as Node | null | undefined
  if (isAlias(before)) throw usage('expected a list under waivers, to add to, found an alias of one')
  const list = isSeq(before) ? before : new YAMLSeq()
  if (before && list !== before) list.commentBefore = before.comment
  change(list, { remove, add })
  if ((isMap(contents) && contents.flow) || document.directives?.docStart) {
    document.set('waivers', list)
    return document.toString(style)
  }
  const [start, end] = pair ? [(pair.key as Node).range![0], before!.range![2]] : [text.length, text.length]
  const head = text.slice(0, start)
  const rewritten = new Document({ waivers: list }).toString({ ...style, verifyAliasOrder: false })
  return `${head}${head === '' || head.endsWith('\n') ? '' : '\n'}${rewritten}${text.slice(end)}`
}

/** What is taken out must not be what something else stands for. */
function demandNoAliasTo({ contents }: Document, remove: readonly number[]): void {
  const list = isMap(contents) ? contents.get('waivers') : contents
  if (!isSeq(list)) return
  const removed = list.items.filter((_, i) => remove.includes(i)) as Node[]
  const anchors = new Set<string>()
  for (const node of removed) {
    visit(node, (_key, inner) => void (isNode(inner) && !isAlias(inner) && inner.anchor && anchors.add(inner.anchor)))
  }
  visit(contents, (_key, node) => {
    if (removed.includes(node as Node)) return visit.SKIP
    if (!isAlias(node) || !anchors.has(node.source)) return undefined
    throw usage(
      `expected no *${node.source} for what stands in a waiver that is to be removed: write it out, and run it again`,
    )
  })
}

function change(list: YAMLSeq, { remove, add }: Changes): void {
  const [first] = list.items
  // what stands above the first may be about the whole file
  if (remove.includes(0) && isNode(first) && first.commentBefore) {
    list.commentBefore = [list.commentBefore, first.commentBefore].filter(Boolean).join('\n')
  }
  for (const index of remove.toSorted((a, b) => b - a)) list.delete(index)
  for (const waiver of add) list.add(new Document(waiver).contents)
  if (list.items.length === 0) list.flow = true
  else if (list.items.length === add.length) list.flow = false
}
