import { mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { type Plugin, rolldown } from 'rolldown'

/**
 * Makes of the command, and of all of ours that it imports, a bin.js and a few files that it loads where it needs them.
 * Node resolves, reads and links each module of its own, and there are hundreds: that is most of a start.
 *
 * @param entry the command's first file: bin.ts, or what was built of it
 * @param folder where to put the files; what else it held is removed
 */
export async function bundleCommand(entry: string, folder: string): Promise<void> {
  await using bundle = await rolldown({
    input: { bin: entry },
    platform: 'node',
    external: /^[^./]/,
    plugins: [inPlace(folder)],
  })
  const { output } = await bundle.generate({
    format: 'esm',
    entryFileNames: '[name].js',
    chunkFileNames: '[name]-[hash].js',
  })
  await mkdir(folder, { recursive: true })
  for (const file of output)
    await writeFile(join(folder, file.fileName), file.type === 'chunk' ? file.code : file.source)
  // last, since a command may be under way there
  const made = new Set(output.map(({ fileName }) => fileName))
  const others = (await readdir(folder)).filter((name) => !made.has(name))
  for (const name of others) await rm(join(folder, name), { recursive: true })
}

/** What a module finds beside itself (a worker, a program, a folder) it finds from where it is put, too. */
function inPlace(folder: string): Plugin {
  const joined = `process.getBuiltinModule('node:path').join`
  return {
    name: 'in-place',
    transform(code, id) {
      const from = (path: string) => JSON.stringify(relative(folder, path))
      const places: Record<string, string> = {
        url: `new URL(${from(id)}, import.meta.url).href`,
        filename: `${joined}(import.meta.dirname, ${from(id)})`,
        dirname: `${joined}(import.meta.dirname, ${from(dirname(id))})`,
      }
      return code.replaceAll(/\bimport\.meta\.(url|filename|dirname)\b/g, (_, name: string) => places[name]!)
    },
  }
}
