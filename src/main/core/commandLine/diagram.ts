/** @file `fettle diagram`: a model or its training loop as a drawing. */
import { writeFile } from 'node:fs/promises'
import { drawLoop, drawModel, layoutDiagram, writeMermaid, writeSvg } from '../../../shared/diagram'
import type { Model } from '../../../shared/domain/design'
import type { ModelDiagram } from '../../../shared/domain/modelDiagram'
import { AppError } from '../../../shared/errors/appError'
import type { Call } from './coreClient'
import { DIAGRAM_WORDS } from './diagramWords'
import { EXIT_CODES } from './exitCodes'
import { findStudy, findTrial, TRIAL_HELP } from './findTrial'
import { isProblem, readOptions } from './options'
import type { Command } from './types'

const FORMATS = ['svg', 'png', 'mermaid'] as const

export const diagram: Command = {
  summary: 'draw a model or its training loop',
  help: `fettle diagram <study|trial|model> [--format svg|png|mermaid] [--loop] [-o file]

Draws the layers of a model with their shapes and weights, and what reads what; with --loop the training around it.
${TRIAL_HELP} A model is named by its name or id.

  --format <name>       svg, png or mermaid text (svg)
  --loop                the training loop instead of the model
  --unrolled            all copies of what is repeated
  --dark                on a dark ground
  -o, --output <file>   where to (standard output)
`,
  async run(args, { terminal, withCore }) {
    const read = readOptions(args, {
      format: { type: 'string', default: 'svg' },
      loop: { type: 'boolean' },
      unrolled: { type: 'boolean' },
      dark: { type: 'boolean' },
      output: { type: 'string', short: 'o' },
    })
    if (isProblem(read)) return read
    const [text, ...more] = read.positionals
    if (text === undefined || more.length > 0) return { problem: 'Name one study, trial or model.' }
    const { format, loop = false, unrolled = false, dark = false, output } = read.values
    if (!FORMATS.some((name) => name === format)) return { problem: `--format takes ${FORMATS.join(', ')}.` }
    const made = await withCore(async (_core, call) => {
      const found = await findDiagram(call, text)
      const graph = loop
        ? drawLoop(found.loop, DIAGRAM_WORDS)
        : drawModel(found, { words: DIAGRAM_WORDS, isUnrolled: unrolled })
      if (format === 'mermaid') return Buffer.from(writeMermaid(graph))
      const svg = writeSvg(layoutDiagram(graph), text, dark ? 'dark' : 'light')
      if (format === 'svg') return Buffer.from(svg)
      return Buffer.from((await call('diagram:png', { svg })).base64, 'base64')
    })
    if (output === undefined) terminal.write(made)
    else {
      await writeFile(output, made)
      terminal.print(output)
    }
    return EXIT_CODES.ok
  },
}

/** A study stands for its best trial, or, before that, for its first. */
async function findDiagram(call: Call, text: string): Promise<ModelDiagram> {
  const study = findStudy(await call('study:list', { projectId: null }), text)
  if (study && study.best === null) {
    const [first] = await call('trial:list', { studyId: study.id })
    if (!first) throw new AppError('study/nothing-trained')
    return call('diagram:trial', { trialId: first.id })
  }
  const model = study ? undefined : await findModel(call, text)
  if (!model) return call('diagram:trial', { trialId: await findTrial(call, text) })
  const datasets = await call('dataset:list', { projectId: model.projectId })
  const dataset = datasets.find(({ id }) => id === model.datasetId) ?? datasets[0]
  return call('diagram:model', { design: model.design, datasetVersionId: dataset?.latest.id ?? null })
}

async function findModel(call: Call, text: string): Promise<Model | undefined> {
  for (const { id: projectId } of await call('project:list', null)) {
    const models = await call('model:list', { projectId })
    const found = models.find(({ id }) => id === text) ?? models.find(({ name }) => name === text)
    if (found) return found
  }
  return undefined
}
