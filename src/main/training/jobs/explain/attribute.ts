/** @file What the parts of one row did for one answer. */
import type { ParsedJobInput } from '../../../../shared/contract/jobs'
import type { AttributedInput, Attribution } from '../../../../shared/domain/explain'
import { AppError } from '../../../../shared/errors/appError'
import { listPictureLayers, planModel } from '../../../compiler'
import { openAnswers } from '../../explain/answers'
import {
  type AttributionTask,
  gradCam,
  integrateGradients,
  type Parts,
  saliency,
  smoothGrad,
} from '../../explain/attributions'
import { openGradients } from '../../explain/gradients'
import { describeParts } from '../../explain/describeParts'
import { coverParts, coverWords } from '../../explain/coverParts'
import type { Job, JobTools } from '../../job'
import { type Asked, readTrained } from '../../asking/askTrained'
import { pickRows } from '../../asking/pickRows'
import { createRowShower } from '../studio/showRows'
import { targetsOf } from '../../asking/targetsOf'

type Input = ParsedJobInput<'attribute'>

interface Made {
  readonly inputs: AttributedInput[]
  readonly gap?: number
  readonly steps?: number
  readonly layer?: string
}

export const attribute: Job<'attribute'> = async (input, tools) => {
  const { model, training, task, dataFolder, weightsFile, place } = input
  if (training.mode !== 'supervised') throw new AppError('predict/no-target')
  const asked = await readTrained({ model, training, task, dataFolder, weightsFile })
  const validation = await asked.rows('validation')
  if (place >= validation.rows) throw new AppError('app/not-found', { what: 'row', id: place })
  const data = pickRows(validation, [place])
  const rows = new Map(asked.meta.inputs.map(({ spec: { name } }) => [name, data.others?.[name] ?? data.x]))
  const answers = await openAnswers(asked)
  try {
    const answer = [...answers.toAnswers(await answers.predict(rows, 1))]
    const best = answer.indexOf(Math.max(...answer))
    const label = Math.min(input.label ?? best, answer.length - 1)
    const about = { asked, answers, rows, label, input, tools }
    const made = input.method === 'occlusion' ? await cover(about) : await differentiate(about)
    const layers = listPictureLayers(asked.request)
    const [main] = asked.meta.inputs
    return {
      ...{ method: input.method, labels: [...answers.labels], label, answer, layers },
      layer: made.layer ?? null,
      truth: targetsOf(asked.meta, data.y)[0] ?? null,
      gap: made.gap ?? null,
      steps: made.steps ?? null,
      inputs: made.inputs,
      picture: main?.spec.kind === 'image' ? createRowShower(asked.meta, data.x).strip(data.x, 1) : null,
    } satisfies Attribution
  } finally {
    await answers.dispose()
  }
}

interface About {
  readonly asked: Asked
  readonly answers: Awaited<ReturnType<typeof openAnswers>>
  readonly rows: AttributionTask['rows']
  readonly label: number
  readonly input: Input
  readonly tools: JobTools
}

/** Texts are covered word by word as they stand in the source, where those are there. */
async function cover({ asked, answers, rows, label, input, tools }: About): Promise<Made> {
  const breathe = breatheOf(tools)
  const words = input.rows
    ? await coverWords(input.rows, { asked, answers, label, reading: input.reading, breathe })
    : []
  if (words.length > 0) return { inputs: words }
  const inputs = await coverParts({ asked, answers, rows, label, breathe }, input.samples)
  return { inputs }
}

async function differentiate({ asked, rows, label, input, tools }: About): Promise<Made> {
  const isCam = input.method === 'gradCam'
  const layers = listPictureLayers(asked.request)
  const layer = isCam ? (layers.find((id) => id === input.layer) ?? layers.at(-1)) : undefined
  if (isCam && layer === undefined) throw new AppError('explain/no-pictures')
  const gradients = await openGradients(asked, { of: 'logits', layer: layer ?? null })
  // One number stands for two classes: the other one is its opposite.
  const selection =
    gradients.units === 1
      ? [asked.meta.fitted.output.kind === 'classes' && label === 0 ? -1 : 1]
      : Array.from({ length: gradients.units }, (_, unit) => (unit === label ? 1 : 0))
  const task: AttributionTask = { gradients, rows, selection, breathe: breatheOf(tools) }
  const told = (parts: Parts): AttributedInput[] => describeParts(asked.meta, rows, parts)
  try {
    if (layer !== undefined) {
      const shape = planModel(asked.request).layers.find(({ spec }) => spec.id === layer)?.outputShape ?? []
      const { height, width, values } = await gradCam(task, shape)
      return {
        layer,
        inputs: [{ name: layer, kind: 'picture', shape: [height, width], names: [], values: [...values] }],
      }
    }
    if (input.method === 'saliency') return { inputs: told(await saliency(task)) }
    if (input.method === 'smoothGrad')
      return { inputs: told(await smoothGrad(task, input.samples, input.seed)) }
    const { parts, gap, steps } = await integrateGradients(task, input.samples)
    return { inputs: told(parts), gap, steps }
  } finally {
    await gradients.dispose()
  }
}

function breatheOf({ progress, breathe }: JobTools): AttributionTask['breathe'] {
  return async (done, total) => {
    progress(done, total)
    await breathe()
  }
}
