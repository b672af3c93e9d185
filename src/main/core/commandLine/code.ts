/** @file `fettle code`: a trial as a script of another framework, with all that it reads. */
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { CODE_FRAMEWORKS } from '../../../shared/domain/code'
import { EXIT_CODES } from './exitCodes'
import { fetchKept } from './fetchKept'
import { findTrial, TRIAL_HELP } from './findTrial'
import { isProblem, readOptions } from './options'
import type { Command } from './types'

export const code: Command = {
  summary: 'write a trial as a Keras, PyTorch or TensorFlow.js script',
  help: `fettle code <study|trial> [--trial n] --framework keras|pytorch|tfjs [-o folder]

Writes a script that trains the model as the trial was trained: same first weights, order of batches, loss, penalties, schedule
and optimizer. It lies in a folder with the prepared rows it reads, and prints its losses beside those of the trial.
${TRIAL_HELP}

  --trial <n>              of the study, instead of its best one
  --framework <name>       keras, pytorch or tfjs (keras)
  -o, --output <folder>    where to (a folder after the framework); without it and with --print, the script alone
  --print                  prints the script and writes nothing
`,
  async run(args, { terminal, withCore }) {
    const read = readOptions(args, {
      trial: { type: 'string' },
      framework: { type: 'string', default: 'keras' },
      output: { type: 'string', short: 'o' },
      print: { type: 'boolean' },
    })
    if (isProblem(read)) return read
    const [text, ...more] = read.positionals
    if (text === undefined || more.length > 0) return { problem: 'Name one study or trial.' }
    const framework = CODE_FRAMEWORKS.find((name) => name === read.values.framework)
    if (!framework) return { problem: `--framework takes ${CODE_FRAMEWORKS.join(', ')}.` }
    const wanted = read.values.trial === undefined ? text : `${text}:${read.values.trial}`
    const folder = read.values.output ?? `fettle-${framework}`
    await withCore(async (_core, call) => {
      const trialId = await findTrial(call, wanted)
      const { text: script, fileName, remarks } = await call('code:script', { trialId, framework })
      for (const remark of remarks) terminal.note(REMARKS[remark])
      if (read.values.print) return terminal.print(script.trimEnd())
      for (const { path, id } of await call('code:files', { trialId, framework })) {
        const bytes = await fetchKept(call, id)
        await mkdir(dirname(join(folder, path)), { recursive: true })
        await writeFile(join(folder, path), bytes)
      }
      terminal.print(join(folder, fileName))
    })
    return EXIT_CODES.ok
  },
}

const REMARKS = {
  dropout: 'Dropout draws its own random numbers: losses will be near those of the trial, not equal.',
  noise: 'Noise is drawn anew: losses will be near those of the trial, not equal.',
  augmentation: 'Pictures were changed by chance in training; the script trains on them as they are.',
  latentNoise: 'What the generator begins with is drawn anew: losses will be near those of the trial.',
} as const
