/** @file `fettle export`: a trained model as ONNX. */
import { writeFile } from 'node:fs/promises'
import { EXIT_CODES } from './exitCodes'
import { findTrial, TRIAL_HELP } from './findTrial'
import { isProblem, readOptions } from './options'
import type { Command } from './types'

export const exportModel: Command = {
  summary: 'write a trained model, with its preprocessing, as ONNX',
  help: `fettle export <study|trial> [-o file.onnx | --as-model name]

Writes the model with its preprocessing: it takes the raw columns and can be run anywhere.
${TRIAL_HELP}

  -o, --output <file>   where to (a name after the study, in the present folder)
  --as-model <name>     instead of a file a model of the project: the layers and settings of the trial, all fixed
`,
  async run(args, { terminal, withCore }) {
    const read = readOptions(args, {
      output: { type: 'string', short: 'o' },
      'as-model': { type: 'string' },
    })
    if (isProblem(read)) return read
    const [text, ...more] = read.positionals
    if (text === undefined || more.length > 0) return { problem: 'Name one study or trial.' }
    const name = read.values['as-model']
    if (name !== undefined) {
      const made = await withCore(async (_core, call) =>
        call('model:fromTrial', { trialId: await findTrial(call, text), name }),
      )
      terminal.print(made.id)
      return EXIT_CODES.ok
    }
    const download = await withCore(async (_core, call) =>
      call('export:onnx', { trialId: await findTrial(call, text) }),
    )
    const file = read.values.output ?? download.fileName
    await writeFile(file, Buffer.from(download.base64, 'base64'))
    terminal.print(file)
    return EXIT_CODES.ok
  },
}
