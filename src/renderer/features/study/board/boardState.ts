import { reactive } from 'vue'
import type { TableSort } from '@renderer/ui'
import type { StudyId, TrialId } from '@shared/domain/ids'
import type { TrialState } from '@shared/domain/trial'
import { useStudy } from '../studyContext'

/** How the user looks at a board; kept while the app is open, so that coming back finds it as it was left. */
export interface BoardState {
  filter: string
  state: TrialState | 'all'
  sort: TableSort | null
  selected: TrialId | null
  /** Chosen for a comparison, in the order of choosing. */
  compared: TrialId[]
  /** Keys of the columns that are left out. */
  hidden: string[]
}

const states = new Map<StudyId, BoardState>()

export function useBoardState(): BoardState {
  const { study } = useStudy()
  const { id, plan } = study.value
  const known = states.get(id)
  if (known !== undefined) return known
  const fresh = reactive<BoardState>({
    filter: '',
    state: 'all',
    sort: { key: 'value', isDescending: plan.objective.direction === 'maximize' },
    selected: null,
    compared: [],
    hidden: [],
  })
  states.set(id, fresh)
  return fresh
}
