/** @file Closer looks at a source, as the data engine offers them. */
import type { ApplyToFile } from '../plan/planCache'
import { previewRecipe } from '../recipe/previewRecipe'
import { pagePictures, showSample } from './pictureViews'
import { profileData } from './profileData'
import { createTextViewer } from './seenText'
import type { DatasetViews } from './types'

export function createViews(apply: ApplyToFile): DatasetViews {
  const seeText = createTextViewer()
  return {
    profile: async ({ file, plan }) => profileData(await apply(file, plan)),
    previewRecipe: async ({ file, plan, stepId }) => previewRecipe(await apply(file, plan), stepId),
    pictures: async (of) => pagePictures(await apply(of.file, of.plan), of),
    pictureSample: async (of) => showSample(await apply(of.file, of.plan), of),
    seenText: async (of) => seeText(await apply(of.file, of.plan), of),
  }
}
