/** @file Closer looks at a source, as the data engine offers them. */
import type { ApplyToFile, LoadedPlan } from '../plan/planCache'
import type { OpenPictures } from '../prepare/pictureRows'
import { previewRecipe } from '../recipe/previewRecipe'
import { pagePictures, showSample } from './pictureViews'
import { readPartRows } from './partRows'
import { profileData } from './profileData'
import { createTextViewer } from './seenText'
import type { SourceFile } from '../sourceFile'
import type { DatasetViews } from './types'

/** @param openTensor decodes pictures of a plan. */
export function createViews(
  apply: ApplyToFile,
  openTensor: (file: SourceFile, loaded: LoadedPlan) => OpenPictures,
): DatasetViews {
  const seeText = createTextViewer()
  return {
    profile: async ({ file, plan }) => profileData(await apply(file, plan)),
    previewRecipe: async ({ file, plan, stepId }) => previewRecipe(await apply(file, plan), stepId),
    pictures: async (of) => pagePictures(await apply(of.file, of.plan), of),
    pictureSample: async (of) => showSample(await apply(of.file, of.plan), of),
    partRows: async (of) => {
      const loaded = await apply(of.file, of.plan)
      return readPartRows(loaded, of, openTensor(of.file, loaded))
    },
    seenText: async (of) => seeText(await apply(of.file, of.plan), of),
  }
}
