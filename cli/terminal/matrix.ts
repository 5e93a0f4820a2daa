import type { Matrix } from '../../suites/matrix.ts'
import type { Style } from '../output.ts'

/** The kill matrix as lines: what caught each bug, which gates do not hold, and the totals. */
export function matrixLines({ bugs, variants, reference, broken }: Matrix, style: Style): string[] {
  const width = Math.max(0, ...bugs.map(({ name }) => name.length))
  const exact = bugs.filter((bug) => [bug.missing, bug.unexpected, bug.inconclusive].every((list) => list.length === 0))
  const rows = bugs.map((bug) => {
    const sign = exact.includes(bug) ? style('green', '✓') : style('red', '✗')
    return `${sign} ${bug.name.padEnd(width)}  ${bug.red.join(', ') || 'nothing fails'}`
  })
  const alarms = variants.reduce((sum, { red }) => sum + red.length, 0) + reference.red.length
  const unproven = broken.filter((text) => text.startsWith('no bug makes')).length
  return [
    ...rows,
    '',
    ...broken.map((text) => style('red', text)),
    ...(broken.length > 0 ? [''] : []),
    [
      `${bugs.length} bugs`,
      `${exact.length} caught exactly`,
      `${variants.length} variants`,
      `${alarms} false alarms`,
      `${unproven} deciding checks unproven`,
    ].join(', '),
  ]
}
