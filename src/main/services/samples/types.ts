import type { ParsedInput } from '../../../shared/contract/invokes'
import type { Backbone } from '../../../shared/domain/backbone'
import type { DatasetPlan } from '../../../shared/domain/dataset'
import type { Design, TemplateId } from '../../../shared/domain/design'
import type { DialectChoice } from '../../../shared/domain/dialect'
import type { InputSpec } from '../../../shared/domain/modelInput'
import type { MadeData, SampleCard, SamplePart, SampleTopic } from '../../../shared/domain/sample'
import type { TrainingPlan } from '../../../shared/domain/study'

/** A sample as it is written down: a file each in `entries`, all of them in `registry.ts`. */
export interface SampleEntry {
  readonly topics: readonly [SampleTopic, ...SampleTopic[]]
  readonly difficulty: SampleCard['difficulty']
  readonly minutes: number
  readonly parts: readonly [PartEntry, ...PartEntry[]]
}

/** A dataset and the studies on it. */
export interface PartEntry {
  readonly id: string
  readonly kind: SamplePart['kind']
  readonly data: PartData
  /** What of the user's may be put in its place. */
  readonly accepts: SamplePart['accepts']
  /** What is settled about the way the file is written; the rest is sniffed. */
  readonly dialect?: DialectChoice
  /** The plan that the import proposes, of whatever data, as this sample wants it. @default as it is proposed */
  readonly plan?: (proposed: DatasetPlan) => DatasetPlan
  readonly studies: readonly [StudyEntry, ...StudyEntry[]]
}

/** Where the data of a part come from, but for data of the user's. */
export type PartData =
  | {
      readonly origin: 'shipped'
      /** In the samples' folder of the resources. */
      readonly fileName: string
      readonly rowCount: number
      readonly credit: string
    }
  | {
      readonly origin: 'made'
      readonly maker: MadeData
      readonly rowCount: number
      /** Where only a quick look is wanted. */
      readonly quickRows: number
      /** Of the files that are made, the one that is the source; null: the folder of them. */
      readonly file: string | null
    }
  /** Nobody may ship or make such data. */
  | { readonly origin: 'own' }

/** A study ready to start; it has a model of its own name. */
export interface StudyEntry {
  readonly id: string
  readonly design: (place: DesignPlace) => Design
  readonly plan: StudyRulesOf
}

/** What a design is made for. */
export interface DesignPlace {
  readonly plan: DatasetPlan
  readonly inputs: readonly InputSpec[]
  /** Networks that the user brought in, the newest first. */
  readonly backbones: readonly Backbone[]
  /** A shipped template with the shapes of the data. */
  template(id: TemplateId): Design
}

/** A plan but for data, model, and how many trials run at the same time. @default objective: the usual one of the goal */
export type StudyRulesOf = Omit<TrainingPlan, 'datasetVersionId' | 'design' | 'budget' | 'objective'> &
  Partial<Pick<TrainingPlan, 'objective'>> & { readonly trials: number }

/** What is asked of a sample that is opened. */
export type SampleRequest = ParsedInput<'sample:open'>
