/** @file `fettle predict`: the rows of a CSV with predictions beside them. */
import { writeFile } from 'node:fs/promises'
import { EXIT_CODES } from './exitCodes'
import { readArtifact } from './readArtifact'
import { findTrial, TRIAL_HELP } from './findTrial'
import { uploadFile } from './uploadPath'
import { collect, isProblem, readOptions } from './options'
import type { Command } from './types'

export const predict: Command = {
  summary: 'predict for the rows of a CSV',
  help: `fettle predict <study|trial> <csv> [--artifact id] [-o out.csv]

Writes the rows of the CSV with the predictions beside them, as CSV.
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
    const [text, path, ...more] = read.positionals
    if (text === undefined || path === undefined || more.length > 0) {
      return { problem: 'Name one study or trial, and one CSV file.' }
    }
    const answering = collect({ artifactId: readArtifact(read.values.artifact) })
    if (isProblem(answering)) return answering
    const { rowCount, rejected, rejectedCount, download } = await withCore(async (_core, call) => {
      const trialId = await findTrial(call, text)
      return call('predict:file', {
        trialId,
        ...answering,
        fileId: await uploadFile(call, path),
      })
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
