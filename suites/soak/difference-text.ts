import type { Difference, Task, Told } from './soak-one.ts'

/** A verdict that differed, with both dialogues and the command that replays it. */
export function differenceText({ kind, name, seed }: Task, { key, round, weather, quiet, noisy }: Difference): string {
  return [
    `${kind} ${name}: ${key} differs`,
    `  ${textOf(quiet)} without noise:`,
    ...quiet.dialogue.map((line) => `    ${line}`),
    `  ${textOf(noisy)} in ${JSON.stringify(weather)}:`,
    ...noisy.dialogue.map((line) => `    ${line}`),
    `  again: npm run soak -- --only ${kind} --name ${name} --seed ${seed} --round ${round}`,
    '',
  ].join('\n')
}

function textOf({ verdict, reason }: Told): string {
  return reason ? `${verdict} (${reason.code}: ${reason.text})` : verdict
}
