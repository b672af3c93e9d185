/** @file Closer looks at data, for the screen. None of them shows a sealed test row, but one that is asked for them. */
import type { DataProfile } from '../../../shared/domain/dataProfile'
import type { DatasetPlan } from '../../../shared/domain/dataset'
import type { PicturePage, PictureSample } from '../../../shared/domain/picturePage'
import type { RecipePreview } from '../../../shared/domain/recipePreview'
import type { PartRows } from '../../../shared/domain/partRows'
import type { Part } from '../../../shared/domain/split'
import type { SeenText } from '../../../shared/domain/seenText'
import type { SourceFile } from '../sourceFile'

export interface PlannedSource {
  readonly file: SourceFile
  readonly plan: DatasetPlan
}

export interface RecipeView extends PlannedSource {
  /** The last step to be followed; null: all. */
  readonly stepId: string | null
}

export interface PictureView extends PlannedSource {
  /** Pictures of this class only; null: all. */
  readonly label: string | null
  readonly offset: number
  readonly limit: number
}

export interface RowView extends PlannedSource {
  /** Of the table as it was read. */
  readonly row: number
}

export interface PictureSampleView extends RowView {
  /** How often chance changes the picture. */
  readonly count: number
  readonly seed: number
}

export interface PartRowsView extends PlannedSource {
  /** From 0. */
  readonly fold: number
  /** The sealed rows are for those to ask who know that they are open. */
  readonly part: Part
  /** Which samples; null: chance takes at most so many. */
  readonly places: readonly number[] | null
  readonly most: number
  readonly seed: number
  readonly hasImages: boolean
}

export interface DatasetViews {
  profile(of: PlannedSource): Promise<DataProfile>
  previewRecipe(of: RecipeView): Promise<RecipePreview>
  pictures(of: PictureView): Promise<PicturePage>
  /** @throws {app/not-found} for a row without a picture, or a sealed one. */
  pictureSample(of: PictureSampleView): Promise<PictureSample>
  seenText(of: RowView): Promise<SeenText>
  partRows(of: PartRowsView): Promise<PartRows>
}
