import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import * as v from 'valibot'
import { changesPictures } from '../../../shared/domain/augmentation'
import { FEATURES_FILE, FeaturesMeta, type FeaturesOfStudy } from '../../../shared/domain/features'
import type { StudyId } from '../../../shared/domain/ids'
import { isTraining } from '../../../shared/domain/study'
import type { ServiceContext } from '../context'
import type { PreparedData } from '../data/preparedData'

/** Looks at what lies beside the prepared rows of a study; null where no backbone is in its design. */
export async function featuresOfStudy(
  { store }: Pick<ServiceContext, 'store'>,
  prepared: PreparedData,
  studyId: StudyId,
): Promise<FeaturesOfStudy | null> {
  const { plan } = store.studies.get(studyId)
  if (!isTraining(plan)) return null
  if (!plan.design.layers.some(({ kind }) => kind === 'backbone')) return null
  const version = store.datasets.version(plan.datasetVersionId)
  const dataFolder = await prepared.folderOf(version, {})
  const { augmentation } = prepared.meta(dataFolder)
  const isAugmented =
    augmentation !== null && (changesPictures(augmentation.settings) || augmentation.settings.mixup > 0)
  return { kept: await listFeatures(dataFolder), isAugmented }
}

async function listFeatures(dataFolder: string): Promise<FeaturesOfStudy['kept']> {
  const names = (await readdir(dataFolder)).filter((name) => name.startsWith('features-'))
  const found = await Promise.all(names.map((name) => readFeatures(join(dataFolder, name))))
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
