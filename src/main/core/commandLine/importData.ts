/** @file `fettle import`: reads data, says what they are, and keeps them as a dataset. */
import type { DialectChoice } from '../../../shared/domain/dialect'
import type { ExitCode } from './exitCodes'
import { EXIT_CODES } from './exitCodes'
import { keepSource, readSource } from './importTable'
import { formatImport, toImportReport } from './importReport'
import { nameOfPath } from './nameOfPath'
import { isProblem, readOptions, type UsageProblem } from './options'
import type { Command, CommandContext } from './types'

const HELP = `fettle import <path> … [options]

Reads a table (CSV, TSV, JSON, Parquet, Excel), pictures (a folder a class, a folder with a
table of labels, IDX), or texts; zip, tar and gzip are opened. Several files of one shape are
read as one. Says what was found, and keeps it as a dataset with everything proposed: the app
opens it, and goes on from there. Nothing is kept where something stands in the way.

  --target <column>     what is to be predicted: a column's name, or its number counted from 1
                        (the proposal)
  --no-header           the first line is data, not names
  --sheet <name>        of a workbook; the first one where it is not given
  --name <text>         name of the dataset (the file's name)
  --json                one JSON object instead of the table:
                        { kind, rowsRead, rowsKept, rowsRejected, target, dataset,
                          columns: [{ name, type, missing, distinct }], rejected: [{ line, reason }] }
                        rowsRead = rowsKept + rowsRejected; rejected lists every one of them
`

const OPTIONS = {
  target: { type: 'string' },
  'no-header': { type: 'boolean' },
  sheet: { type: 'string' },
  name: { type: 'string' },
  json: { type: 'boolean' },
} as const

interface ImportOptions {
  readonly paths: readonly string[]
  readonly target: string | null
  readonly dialect: DialectChoice
  readonly name: string
  readonly isJson: boolean
}

export const importData: Command = {
  summary: 'read a table, pictures or texts and keep them as a dataset',
  help: HELP,
  run: async (args, context) => {
    const options = readImportOptions(args)
    return isProblem(options) ? options : importAll(options, context)
  },
}

export function readImportOptions(args: readonly string[]): ImportOptions | UsageProblem {
  const read = readOptions(args, OPTIONS)
  if (isProblem(read)) return read
  const { values, positionals } = read
  const [first] = positionals
  if (first === undefined) return { problem: 'Which data? Name a file or a folder.' }
  return {
    paths: positionals,
    target: values.target ?? null,
    dialect: {
      ...(values['no-header'] === true ? { hasHeader: false } : {}),
      ...(values.sheet === undefined ? {} : { sheet: values.sheet }),
    },
    name: values.name?.trim() || nameOfPath(first),
    isJson: values.json === true,
  }
}

async function importAll(options: ImportOptions, { terminal, withCore }: CommandContext): Promise<ExitCode> {
  return withCore(async (_core, call) => {
    terminal.status(`Reading ${options.paths.join(', ')} …`)
    const source = await readSource(call, options)
    const { preview } = source
    const dataset = preview.problem === null ? await keepSource(call, source, options.name) : null
    const rejected = dataset ? await call('dataset:rejected', { id: dataset.latest.id }) : preview.rejected
    const report = toImportReport(preview, { rejected, dataset })
    terminal.print(options.isJson ? JSON.stringify(report) : formatImport(report))
    // An object says so itself.
    if (dataset && !options.isJson)
      terminal.note(`Kept as the dataset "${dataset.name}" in a project of its own.`)
    // What was found is worth having although it cannot be used as it is.
    if (preview.problem !== null) await keepSource(call, source, options.name)
    return EXIT_CODES.ok
  })
}
