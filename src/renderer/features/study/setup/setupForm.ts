import { reactive } from 'vue'
import type { BuiltInMetric, Direction } from '@shared/domain/metric'
import type { FurtherObjective } from '@shared/domain/search/objective'
import type { PrunerSpec } from '@shared/domain/search/prunerSpec'
import type { SamplerKind } from '@shared/domain/search/samplerSpec'
import type { DuplicatePolicy, Repeats, StopRules } from '@shared/domain/search/studyRules'

/** What an objective beside the first is set up as. */
export interface FurtherGoal {
  readonly measure: FurtherObjective['measure']
  readonly direction: Direction
}

/** What the user has said; null where the usual answer holds. */
export function emptyForm(versionId: string, modelId: string) {
  return reactive({
    versionId,
    modelId,
    strategy: 'auto' as SamplerKind,
    /** What of a strategy's settings is not as usual, by its kind. */
    strategyChanges: {} as Partial<Record<SamplerKind, Readonly<Record<string, unknown>>>>,
    pruner: { kind: 'none' } as PrunerSpec,
    trials: 30,
    parallel: null as number | null,
    minutes: null as number | null,
    patience: null as number | null,
    metric: null as BuiltInMetric | null,
    further: [] as FurtherGoal[],
    stops: { target: null, plateau: null } as StopRules,
    duplicates: 'skip' as DuplicatePolicy,
    repeats: { seeds: 1, finalists: null } as Repeats,
    seed: 1,
    name: null as string | null,
  })
}
export type Form = ReturnType<typeof emptyForm>
