import type { DatasetPlan } from '../../../shared/domain/dataset'
import type { DataProfile } from '../../../shared/domain/dataProfile'
import type { FileId } from '../../../shared/domain/ids'
import type { PicturePage, PictureSample } from '../../../shared/domain/picturePage'
import type { RecipePreview } from '../../../shared/domain/recipePreview'
import type { SeenText } from '../../../shared/domain/seenText'
import type { ServiceContext } from '../context'
import type { FileService } from './files'

interface PlannedFile {
  readonly fileId: FileId
  readonly plan: DatasetPlan
}

/** Closer looks at a file that was handed over. None of them shows a sealed test row. */
export interface DataViewService {
  profile(of: PlannedFile): Promise<DataProfile>
  previewRecipe(of: PlannedFile & { stepId: string | null }): Promise<RecipePreview>
  pictures(of: PlannedFile & { label: string | null; offset: number; limit: number }): Promise<PicturePage>
  pictureSample(of: PlannedFile & { row: number; count: number; seed: number }): Promise<PictureSample>
  seenText(of: PlannedFile & { row: number }): Promise<SeenText>
}

export function createDataViewService(
  { datasets: engine }: Pick<ServiceContext, 'datasets'>,
  files: FileService,
): DataViewService {
  const inFile = <Asked extends PlannedFile>({ fileId, ...asked }: Asked) => ({
    ...asked,
    file: files.source(fileId),
  })
  return {
    profile: async (of) => engine.profile(inFile(of)),
    previewRecipe: async (of) => engine.previewRecipe(inFile(of)),
    pictures: async (of) => engine.pictures(inFile(of)),
    pictureSample: async (of) => engine.pictureSample(inFile(of)),
    seenText: async (of) => engine.seenText(inFile(of)),
  }
}
