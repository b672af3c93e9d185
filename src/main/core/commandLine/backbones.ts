/** @file `fettle backbone`: trained networks that models begin with. */
import type { Backbone } from '../../../shared/domain/backbone'
import { SCALINGS } from '../../../shared/domain/layers'
import { AppError } from '../../../shared/errors/appError'
import type { Call } from './coreClient'
import { EXIT_CODES, type ExitCode } from './exitCodes'
import { findTrial, TRIAL_HELP } from './findTrial'
import { kindOf } from './kinds'
import { isProblem, readOptions, type UsageProblem } from './options'
import { layOutTable } from './table'
import type { Command, CommandContext } from './types'
import { uploadPaths } from './uploadPath'

const HELP = `fettle backbone import <path> … [--name <text>] [--scaling <name>]
fettle backbone import --trial <trial> [--name <text>]
fettle backbone list [--json]
fettle backbone remove <name or id>

A backbone is a trained network that other models begin with; "tune --backbone" uses one. It is read from
  net.keras, net.h5             a whole model of Keras 3 or Keras 2
  net.json net.weights.h5       the layers of a Keras model and its weights, also as .npz or .safetensors
  model.json group1-*.bin       a TF.js layers model: the files, their folder or an archive
  net.onnx                      any network with one input; it stays frozen. Weights beside it (net.onnx.data) are named, too
  --trial                       what was trained here, all but its output layer

  --name <text>     how it is called (the file's name)
  --scaling <name>  what it expects of the numbers of a picture: none (0 to 1), symmetric (-1 to 1), bytes (0 to 255),
                    imagenet (less the mean of ImageNet, by its deviation); guessed where it is not given
  --trial <trial>   ${TRIAL_HELP.replaceAll('\n', '\n                    ')}
  --json            an array of what list shows
`

const OPTIONS = {
  name: { type: 'string' },
  scaling: { type: 'string' },
  trial: { type: 'string' },
  json: { type: 'boolean' },
} as const

interface Given {
  readonly positionals: readonly string[]
  readonly values: { name?: string; scaling?: string; trial?: string; json?: boolean }
}

export const backbone: Command = {
  summary: 'keep trained networks that models begin with',
  help: HELP,
  async run(args, context) {
    const [verb, ...rest] = args
    const read = readOptions(rest, OPTIONS)
    if (isProblem(read)) return read
    const given: Given = read
    if (verb === 'import') return importBackbone(given, context)
    if (verb === 'remove') return removeBackbone(given, context)
    if (verb === 'list' || verb === undefined) return listBackbones(given, context)
    return { problem: `"${verb}" is neither import, list nor remove.` }
  },
}

async function importBackbone(
  { positionals, values }: Given,
  { terminal, withCore }: CommandContext,
): Promise<ExitCode | UsageProblem> {
  const { name, trial } = values
  const scaling = values.scaling === undefined ? undefined : kindOf(values.scaling, SCALINGS)
  if (scaling === null) return { problem: `--scaling is one of ${SCALINGS.join(', ')}.` }
  if ((positionals.length === 0) === (trial === undefined))
    return { problem: 'Which network? Name its files, or a trial.' }
  return withCore(async (_core, call) => {
    terminal.status(`Reading ${trial ?? positionals.join(', ')} …`)
    const made =
      trial === undefined
        ? await call('backbone:import', {
            fileId: await uploadPaths(call, positionals),
            ...(name === undefined ? {} : { name }),
          })
        : await call('backbone:fromTrial', { trialId: await findTrial(call, trial), name: name ?? trial })
    const kept =
      scaling === undefined ? made : await call('backbone:change', { id: made.id, name: made.name, scaling })
    terminal.clearStatus()
    terminal.print(describeBackbone(kept))
    return EXIT_CODES.ok
  })
}

async function listBackbones(
  { positionals, values }: Given,
  { terminal, withCore }: CommandContext,
): Promise<ExitCode | UsageProblem> {
  if (positionals.length > 0) return { problem: `"${positionals[0]}" is too much.` }
  const found = await withCore((_core, call) => call('backbone:list', null))
  if (values.json) terminal.print(JSON.stringify(found.map(toLine)))
  else if (found.length === 0) terminal.note('No backbones yet. "fettle backbone import" makes one.')
  else terminal.print(layOutTable([HEADER, ...found.map(toCells)]))
  return EXIT_CODES.ok
}

async function removeBackbone(
  { positionals: [text, ...more] }: Given,
  { terminal, withCore }: CommandContext,
): Promise<ExitCode | UsageProblem> {
  if (text === undefined || more.length > 0) return { problem: 'Which backbone? Name one.' }
  return withCore(async (_core, call) => {
    const { id, name } = await findBackbone(call, text)
    await call('backbone:remove', { id })
    terminal.note(`${name} is in the trash; models that begin with it keep working.`)
    return EXIT_CODES.ok
  })
}

/** By id or name; the newest of that name. @throws {backbone/unknown} */
export async function findBackbone(call: Call, text: string): Promise<Backbone> {
  const all = await call('backbone:list', null)
  const found = all.find(({ id }) => id === text) ?? all.find(({ name }) => name === text)
  if (!found) throw new AppError('backbone/unknown', { name: text })
  return found
}

const HEADER = ['id', 'name', 'from', 'layers', 'weights', 'input', 'output', 'scaling']

function toLine({ layers, dropped, ...backbone }: Backbone) {
  return { ...backbone, layers: layers.map(({ id }) => id), dropped }
}

function toCells(backbone: Backbone): string[] {
  const { id, name, format, layers, weightCount, inputShape, outputShape, scaling } = backbone
  const [input, output] = [inputShape, outputShape].map((shape) => shape.join('×'))
  return [id, name, format, String(layers.length), String(weightCount), input ?? '', output ?? '', scaling]
}

function describeBackbone(backbone: Backbone): string {
  const { name, layers, weightCount, inputShape, outputShape, scaling, dropped } = backbone
  const left = dropped.length === 0 ? '' : `; left out: ${dropped.join(', ')}`
  const numbers = `${layers.length} layers, ${weightCount} weights`
  return `${name}: ${numbers}, ${inputShape.join('×')} → ${outputShape.join('×')}, scaling ${scaling}${left}`
}
