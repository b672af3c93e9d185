/** @file `fettle export`: a trained model in the shapes that other programs read. */
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { InvokeInput } from '../../../shared/contract/invokes'
import { EXPORT_FORMATS } from '../../../shared/domain/exportFormat'
import type { Call } from './coreClient'
import { EXIT_CODES } from './exitCodes'
import { fetchKept } from './fetchKept'
import { findTrial, TRIAL_HELP } from './findTrial'
import { isProblem, readOptions } from './options'
import type { Command } from './types'

export const exportModel: Command = {
  summary: 'write a trained model as ONNX, for TensorFlow.js or Keras, or as a folder that predicts',
  help: `fettle export <study|trial> [--format onnx|folder|tfjs|keras|savedmodel] [-o file or folder]
fettle export <study|trial> --as-model name

${TRIAL_HELP}

  --format onnx         the model with its preprocessing: it takes the raw columns and can be run anywhere
  --format folder       the same with a small predictor in Python and one in TypeScript, for tables,
                        pictures and texts
  --format tfjs         the network alone, as a layers model of TensorFlow.js
  --format keras        the network alone: Keras's JSON, weights, and a script that makes a SavedModel of them
  --format savedmodel   the same with the SavedModel; needs a Python with TensorFlow (FETTLE_PYTHON, else that of the path)
  -o, --output <path>   where to; a name that ends in .zip makes one file of a folder
                        (a name after the study, in the present folder)
  --as-model <name>     instead of a file a model of the project: the layers and settings of the trial, all fixed
`,
  async run(args, { terminal, withCore }) {
    const read = readOptions(args, {
      output: { type: 'string', short: 'o' },
      format: { type: 'string', default: 'onnx' },
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
    const format = EXPORT_FORMATS.find((name) => name === read.values.format)
    if (!format) return { problem: `--format takes ${EXPORT_FORMATS.join(', ')}.` }
    const { output } = read.values
    const written = await withCore(async (_core, call) => {
      const wanted = { trialId: await findTrial(call, text), format }
      const isFile = format === 'onnx' || output === undefined || output.endsWith('.zip')
      return isFile ? writeFileOf(call, wanted, output) : writeFolderOf(call, wanted, output)
    })
    terminal.print(written)
    return EXIT_CODES.ok
  },
}

type Wanted = InvokeInput<'export:zip'>

async function writeFileOf(call: Call, wanted: Wanted, output: string | undefined): Promise<string> {
  const kept = await call('export:zip', wanted)
  const file = output ?? kept.fileName
  await writeFile(file, await fetchKept(call, kept.id))
  return file
}

async function writeFolderOf(call: Call, wanted: Wanted, folder: string): Promise<string> {
  for (const { path, id } of await call('export:files', wanted)) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), await fetchKept(call, id))
  }
  return folder
}
