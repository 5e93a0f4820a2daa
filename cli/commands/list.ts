import { reporterOf } from '../options/reporters.ts'
import { printJson, printLines, styleFor, widthOf } from '../output.ts'
import { shorten } from '../../harness/shorten.ts'
import { oneOf } from '../../harness/usage.ts'

/** One catalogue: its entries for scripts, and the columns that a person sees of each. The first one names it. */
interface Catalogue {
  entries: readonly unknown[]
  rows: string[][]
}

/** `mailtls list WHAT`. Only the catalogue asked for is loaded. */
const catalogues = {
  async requirements(): Promise<Catalogue> {
    const { ledger } = await import('../../suites/ledger.ts')
    return {
      entries: ledger,
      rows: ledger.map(({ id, level, disposition, summary }) => [id, level, disposition.kind, summary]),
    }
  },
  async checks(): Promise<Catalogue> {
    const { allChecks } = await import('../../suites/checks.ts')
    return {
      entries: allChecks.map(({ id, kind, roles, requirements, setUp, harms, purpose }) => {
        return { id, kind, roles, decides: requirements, setUp, harms, purpose }
      }),
      rows: allChecks.map(({ id, kind, setUp, purpose }) => [id, kind, setUp, purpose]),
    }
  },
  async bugs(): Promise<Catalogue> {
    const { bugs } = await import('../../servers/bugs/catalogue.ts')
    const { clientBugs } = await import('../../clients/bugs/catalogue.ts')
    const entries = [
      ...bugs.map(({ name, endpoint, setUp, violates, hides }) => ({ name, endpoint, setUp, violates, hides })),
      ...clientBugs.map(({ name, place, violates, hides }) => {
        return { name, endpoint: `client/${place}`, setUp: 'default', violates, hides }
      }),
    ]
    return {
      entries,
      rows: entries.map(({ name, endpoint, setUp, violates }) => [name, endpoint, setUp, violates.join(', ')]),
    }
  },
  async variants(): Promise<Catalogue> {
    const { variants } = await import('../../servers/variants/catalogue.ts')
    const { clientVariants } = await import('../../clients/variants/catalogue.ts')
    const entries = [
      ...variants.map(({ name, endpoint, setUps }) => ({ name, endpoint, setUps })),
      ...clientVariants.map(({ name, place }) => ({ name, endpoint: `client/${place}`, setUps: ['default'] })),
    ]
    return { entries, rows: entries.map(({ name, endpoint, setUps }) => [name, endpoint, setUps.join(', ')]) }
  },
  async servers(): Promise<Catalogue> {
    const { servers } = await import('../../servers/catalogue.ts')
    return {
      entries: servers.map(({ name, description, runs, offers }) => ({ name, description, runs, offers })),
      rows: servers.map(({ name, description, runs }) => [name, runs, description]),
    }
  },
  async clients(): Promise<Catalogue> {
    const { catalogueClients } = await import('../../suites/client-catalogue.ts')
    return {
      entries: catalogueClients.map(({ name, description, runs, plays }) => ({ name, description, runs, plays })),
      rows: catalogueClients.map(({ name, description, runs, plays }) => {
        return [name, runs, plays.map(({ role }) => role).join(', '), description]
      }),
    }
  },
}

/** Prints one catalogue. Throws `usage` for one that is not known. */
export async function listCommand(what: string, flags: { reporter?: string }): Promise<void> {
  const reporter = reporterOf(flags.reporter)
  const catalogue = oneOf('a catalogue', what, Object.keys(catalogues) as (keyof typeof catalogues)[])
  const { entries, rows } = await catalogues[catalogue]()
  if (reporter === 'json') return await printJson(entries)
  await printLines(columns(rows))
}

/** Aligned columns; lines are cut only where a terminal would break them. */
function columns(rows: readonly string[][]): string[] {
  const style = styleFor(process.stdout)
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]!.length))) ?? []
  const width = process.stdout.isTTY ? widthOf(process.stdout) : Infinity
  return rows.map((row) => {
    const [name = '', ...rest] = row.map((cell, column) =>
      column < row.length - 1 ? cell.padEnd(widths[column]!) : cell,
    )
    return style('bold', name) + shorten(`  ${rest.join('  ')}`, width - name.length)
  })
}
