/** @file Writes the tensors of a dataset version: cut, fit on the training rows, apply to all, all or nothing. */
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as v from 'valibot'
import { Augmentation } from '../../shared/domain/augmentation'
import {
  PREPARED_META_FILE,
  targetFile,
  WEIGHTS_FILE,
  type PreparedMeta,
} from '../../shared/domain/preparedMeta'
import { PARTS, type Part } from '../../shared/domain/split'
import { invariant } from '../../shared/errors/appError'
import { judgeNaive } from './plan/describeSeries'
import type { Division } from './plan/divide'
import type { PlanData } from './plan/planData'
import { means } from './plan/recipe/rawColumns'
import { balanceSamples, type Balanced } from './prepare/balanceSamples'
import { openPictureRows, type OpenPictures, type PictureRows } from './prepare/pictureRows'
import { cutSamples, pickSamples, type FoldSamples, type Samples } from './prepare/samples'
import { appendMade, bytesOf, describeInputs, writePart, type PartRequest } from './prepare/writePart'
import { fitRecipe, type RecipeFit } from './recipe/fitRecipe'
import { readTarget } from './recipe/fitTarget'

export interface PrepareOptions {
  /** Which of the folds trains and validates, from 0. @default 0 */
  readonly fold?: number
  readonly openPictures?: OpenPictures
}

/** @param folder is made, or replaced as a whole once everything is written. */
export async function prepareFolder(
  data: PlanData,
  division: Division,
  folder: string,
  { fold = 0, openPictures = noPictures }: PrepareOptions = {},
): Promise<PreparedMeta> {
  const pictures = await openPictureRows(data, openPictures)
  const temporary = `${folder}.writing-${process.pid}`
  try {
    await rm(temporary, { recursive: true, force: true })
    await mkdir(temporary, { recursive: true })
    const meta = await writeAll({ data, division, pictures, folder: temporary }, fold)
    await writeFile(join(temporary, PREPARED_META_FILE), JSON.stringify(meta))
    await rm(folder, { recursive: true, force: true })
    await rename(temporary, folder)
    return meta
  } finally {
    await rm(temporary, { recursive: true, force: true })
    await Promise.all([...pictures.values()].map((rows) => rows.close()))
  }
}

const noPictures: OpenPictures = () => {
  invariant(false, 'a table with pictures comes with its source')
}

type WriteRequest = Pick<PartRequest, 'data' | 'division' | 'folder' | 'pictures'>

async function writeAll(request: WriteRequest, fold: number): Promise<PreparedMeta> {
  const { data, division, pictures } = request
  const opened = [...pictures.values()]
  const isUsable = opened.length > 0 ? (row: number) => opened.every((rows) => rows.isUsable(row)) : null
  const samples = cutSamples(data, division, { fold, isUsable })
  const { fitRows: rows, fitTargets: targetRows, window } = samples
  const fit = fitRecipe({ data, division, rows, targetRows, window })
  const balanced = balance(data, division, { fit, samples })
  const counts = { train: 0, validation: 0, test: 0 }
  for (const part of PARTS) {
    const isTraining = part === 'train'
    const own = samples.parts[part]
    const chosen = isTraining && balanced ? pickSamples(own, balanced.places) : own
    const places = isTraining ? (balanced?.places ?? Int32Array.from(own.rows.keys())) : null
    await writePart({ ...request, fit, part, samples: chosen, places, fold: samples })
    counts[part] = await writeTargets(request, {
      part,
      fit,
      samples: chosen,
      balanced: isTraining ? balanced : null,
    })
  }
  await writeExtras(request, fit, balanced)
  const unusable = isUsable ? division.selection.rows.filter((row) => !isUsable(row)).length : 0
  return {
    counts,
    inputs: describeInputs(fit.fitted.inputs),
    hasWeights: (balanced?.weights ?? null) !== null,
    augmentation: findAugmentation(data, fit, pictures),
    fold,
    fitted: fit.fitted,
    naive: judgeNaive(data, division, samples.windows),
    droppedCount: division.selection.droppedCount + unusable,
    ...focusOf(opened),
  }
}

/** In how many pictures the face that is looked for was not found. */
function focusOf(opened: readonly PictureRows[]): Pick<PreparedMeta, 'focus'> {
  const found = opened.flatMap(({ focus }) => (focus === null ? [] : [focus]))
  if (found.length === 0) return {}
  const sum = (name: 'missed' | 'pictures'): number => found.reduce((total, one) => total + one[name], 0)
  return { focus: { missed: sum('missed'), pictures: sum('pictures') } }
}

/** @returns null where the recipe does not balance, or there are no classes. */
function balance(
  { plan }: PlanData,
  division: Division,
  { fit, samples }: { fit: RecipeFit; samples: FoldSamples },
): Balanced | null {
  const steps = plan.recipe.filter((step) => step.kind === 'balance').filter(({ isOff }) => !isOff)
  const { labels, classOfRow } = division
  if (steps.length === 0 || !labels) return null
  const [input] = fit.fitted.inputs
  const features = input?.source.kind === 'figures' ? input.source.features : []
  return balanceSamples({
    steps,
    classes: {
      codes: samples.parts.train.targetRows.map((row) => classOfRow?.[row] ?? -1),
      size: labels.length,
    },
    figures: () => features.map((name) => fit.frame.figures(name).values),
    seed: 1,
  })
}

interface TargetsRequest {
  readonly part: Part
  readonly fit: RecipeFit
  readonly samples: Samples
  readonly balanced: Balanced | null
}

/** @returns how many there are, made samples among them. */
async function writeTargets(
  { data, division, folder }: WriteRequest,
  { part, fit, samples, balanced }: TargetsRequest,
): Promise<number> {
  const target = readTarget(data, division, { ...fit.fitted, rows: samples.targetRows })
  const own = target.kind === 'number' ? target.values : target.categories.codes
  const made = balanced?.made && fit.target.kind === 'classes' ? fit.target.categories.codes : null
  const ofMade = made && balanced?.made ? balanced.made.from.map((place) => made[place] ?? 0) : []
  const cells = new Float32Array(own.length + ofMade.length)
  cells.set(own)
  cells.set(ofMade, own.length)
  await writeFile(join(folder, targetFile(part)), bytesOf(cells))
  return cells.length
}

async function writeExtras(
  { folder }: WriteRequest,
  { fitted, frame }: RecipeFit,
  balanced: Balanced | null,
): Promise<void> {
  const [input] = fitted.inputs
  if (balanced?.made && input) await appendMade({ folder, part: 'train', input, frame }, balanced.made)
  if (balanced?.weights) await writeFile(join(folder, WEIGHTS_FILE), bytesOf(balanced.weights))
}

/** Of the first input whose pictures a step changes. */
function findAugmentation(
  { plan }: PlanData,
  { fitted }: RecipeFit,
  pictures: ReadonlyMap<string, PictureRows>,
): PreparedMeta['augmentation'] {
  for (const step of plan.recipe) {
    if (step.kind !== 'augment' || step.isOff) continue
    const column = [...pictures.keys()].find((name) => means(step, name, 'picture'))
    const input = fitted.inputs.find(({ source }) => source.kind === 'picture' && source.column === column)
    if (input) return { input: input.spec.name, settings: v.parse(v.object(Augmentation.entries), step) }
  }
  return null
}
