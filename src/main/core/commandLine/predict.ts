/** @file `fettle predict`: rows with predictions beside them. */
import { writeFile } from 'node:fs/promises'
import { EXIT_CODES } from './exitCodes'
import { readArtifact } from './readArtifact'
import { findTrial, TRIAL_HELP } from './findTrial'
import { uploadInput, uploadPaths } from './uploadPath'
import { collect, isProblem, readOptions } from './options'
import type { Command } from './types'

export const predict: Command = {
  summary: 'predict for the rows of a table, pictures or texts',
  help: `fettle predict <study|trial> <file or folder>… [--artifact id] [-o out.csv]
… | fettle predict <study|trial> - [-o out.csv]

Writes the rows with the predictions beside them, as CSV. What comes in is told by its content: CSV, JSON lines, Parquet,
pictures, texts, an archive of them; "-" is standard input.
${TRIAL_HELP}

  --artifact <id>       a smaller model made of the trial answers (fettle compress <trial> --list)
  -o, --output <file>   where to (standard output)
`,
  async run(args, { terminal, withCore }) {
    const read = readOptions(args, {
      output: { type: 'string', short: 'o' },
      artifact: { type: 'string' },
    })
    if (isProblem(read)) return read
    const [text, ...paths] = read.positionals
    if (text === undefined || paths.length === 0) {
      return { problem: 'Name one study or trial, and a file, a folder or - for standard input.' }
    }
    const answering = collect({ artifactId: readArtifact(read.values.artifact) })
    if (isProblem(answering)) return answering
    const { rowCount, rejected, rejectedCount, download } = await withCore(async (_core, call) => {
      const trialId = await findTrial(call, text)
      const isInput = paths.length === 1 && paths[0] === '-'
      const fileId = await (isInput ? uploadInput(call, process.stdin) : uploadPaths(call, paths))
      return call('predict:file', { trialId, ...answering, fileId })
    })
    const bytes = Buffer.from(download.base64, 'base64')
    if (read.values.output === undefined) terminal.write(bytes)
    else await writeFile(read.values.output, bytes)
    terminal.note(`${rowCount} rows predicted.`)
    if (rejectedCount > 0) {
      const lines = rejected.map(({ line }) => line).join(', ')
      terminal.note(`${rejectedCount} rows could not be read and have no prediction: lines ${lines}.`)
    }
    return EXIT_CODES.ok
  },
}
