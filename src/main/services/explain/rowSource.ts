import type { ExplainRows } from '../../../shared/domain/explain'
import type { PartRows } from '../../../shared/domain/partRows'
import type { Part } from '../../../shared/domain/split'
import type { ServiceContext } from '../context'
import type { PreparedData } from '../data/preparedData'
import { planVariant } from '../data/variants'
import type { TrainedTrial } from '../results/trainedTrial'
import { variantOf } from '../studies/trialData'

export interface WantedPart {
  readonly part: Part
  /** Null: some by chance. */
  readonly places: readonly number[] | null
  readonly most: number
  readonly seed: number
  readonly hasImages: boolean
}

export interface WantedRows {
  readonly most: number
  readonly background: number
  readonly places?: readonly number[]
  readonly seed: number
}

/** Rows of a trial's data as they stand in the source. */
export interface RowSource {
  part(trial: TrainedTrial, wanted: WantedPart): Promise<PartRows>
  /** Validation rows that are explained, and training rows that they are compared with. */
  read(trial: TrainedTrial, wanted: WantedRows): Promise<ExplainRows>
}

export function createRowSource({ datasets }: ServiceContext, prepared: PreparedData): RowSource {
  const part: RowSource['part'] = ({ study, row, version }, wanted) => {
    const { plan, fold } = planVariant(version, variantOf(study, row.assignment))
    return datasets.partRows({ file: prepared.sourceOf(version), plan, fold, ...wanted })
  }
  return {
    part,
    async read(trial, { most, background, places, seed }) {
      const common = { hasImages: false, seed }
      const explained = await part(trial, { ...common, part: 'validation', places: places ?? null, most })
      const others = await part(trial, { ...common, part: 'train', places: null, most: background })
      return {
        columns: explained.header,
        background: others.cells,
        explained: explained.cells,
        places: explained.places,
      }
    },
  }
}
