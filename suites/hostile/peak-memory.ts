// Told to Node by --import: as the process exits, writes its highest resident set in kB into the file that is named.
import { writeFileSync } from 'node:fs'

process.on('exit', () => writeFileSync(process.env.MAILTLS_PEAK_MEMORY!, String(process.resourceUsage().maxRSS)))
