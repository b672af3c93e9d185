import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import * as v from 'valibot'
import { changesPictures } from '../../../shared/domain/augmentation'
import { FEATURES_FILE, FeaturesMeta, type FeaturesOfStudy } from '../../../shared/domain/features'
import type { StudyId } from '../../../shared/domain/ids'
import { isTraining } from '../../../shared/domain/study'
import type { ServiceContext } from '../context'

/** Looks at what lies beside the prepared rows of a study, whatever fold; null where no backbone is in its design. */
export async function featuresOfStudy(
  { store, folders }: Pick<ServiceContext, 'store' | 'folders'>,
  studyId: StudyId,
): Promise<FeaturesOfStudy | null> {
  const { plan } = store.studies.get(studyId)
  if (!isTraining(plan)) return null
  if (!plan.design.layers.some(({ kind }) => kind === 'backbone')) return null
  const { contentHash, plan: data } = store.datasets.version(plan.datasetVersionId)
  const isAugmented = data.recipe.some(
    (step) => step.kind === 'augment' && !step.isOff && (changesPictures(step) || step.mixup > 0),
  )
  // Variants and folds of a version have its name at the beginning of theirs.
  const names = (await readdir(folders.cache)).filter((name) => name.startsWith(contentHash))
  const kept = await Promise.all(names.sort().map((name) => listFeatures(join(folders.cache, name))))
  return { kept: kept.flat(), isAugmented }
}

async function listFeatures(dataFolder: string): Promise<FeaturesOfStudy['kept']> {
  const names = (await readdir(dataFolder)).filter((name) => name.startsWith('features-'))
  const found = await Promise.all(names.sort().map((name) => readFeatures(join(dataFolder, name))))
  return found.filter((features) => features !== null)
}

/** Null while they are being computed. */
async function readFeatures(folder: string): Promise<FeaturesOfStudy['kept'][number] | null> {
  const text = await readFile(join(folder, FEATURES_FILE), 'utf8').catch(() => null)
  if (text === null) return null
  const sizes = await Promise.all(
    ['train.f32', 'validation.f32'].map(async (name) => (await stat(join(folder, name))).size),
  )
  const bytes = sizes.reduce((sum, size) => sum + size, 0)
  return { ...v.parse(FeaturesMeta, JSON.parse(text)), bytes }
}
