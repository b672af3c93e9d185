/** @file `fettle export`: a trained model in the shapes that other programs read. */
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { EXPORT_FORMATS } from '../../../shared/domain/exportFormat'
import { EXIT_CODES } from './exitCodes'
import { fetchKept } from './fetchKept'
import { findTrial, TRIAL_HELP } from './findTrial'
import { isProblem, readOptions } from './options'
import type { Command } from './types'

export const exportModel: Command = {
  summary: 'write a trained model as ONNX, for TensorFlow.js or Keras, or as a folder that predicts',
  help: `fettle export <study|trial> [--format onnx|folder|tfjs|keras|savedmodel] [-o file or folder]

${TRIAL_HELP}

  --format onnx         the model with its preprocessing: it takes the raw columns and can be run anywhere
  --format folder       the same with a small predictor in Python and one in TypeScript, for tables and pictures
  --format tfjs         the network alone, as a layers model of TensorFlow.js
  --format keras        the network alone: Keras's JSON, weights, and a script that makes a SavedModel of them
  --format savedmodel   the same with the SavedModel; needs a Python with TensorFlow (FETTLE_PYTHON, else that of the path)
  -o, --output <path>   where to; a name that ends in .zip makes one file of a folder
                        (a name after the study, in the present folder)
`,
  async run(args, { terminal, withCore }) {
    const read = readOptions(args, {
      output: { type: 'string', short: 'o' },
      format: { type: 'string', default: 'onnx' },
    })
    if (isProblem(read)) return read
    const [text, ...more] = read.positionals
    if (text === undefined || more.length > 0) return { problem: 'Name one study or trial.' }
    const format = EXPORT_FORMATS.find((name) => name === read.values.format)
    if (!format) return { problem: `--format takes ${EXPORT_FORMATS.join(', ')}.` }
    const { output } = read.values
    await withCore(async (_core, call) => {
      const trialId = await findTrial(call, text)
      if (format === 'onnx' || output === undefined || output.endsWith('.zip')) {
        const kept = await call('export:zip', { trialId, format })
        await writeFile(output ?? kept.fileName, await fetchKept(call, kept.id))
        return terminal.print(output ?? kept.fileName)
      }
      for (const { path, id } of await call('export:files', { trialId, format })) {
        await mkdir(dirname(join(output, path)), { recursive: true })
        await writeFile(join(output, path), await fetchKept(call, id))
      }
      terminal.print(output)
    })
    return EXIT_CODES.ok
  },
}
