import { computed, inject, provide, type ComputedRef, type InjectionKey, type Ref } from 'vue'
import { useSettled } from '@renderer/composables/useSettled'
import type { Chosen } from '@renderer/charts/analysis/chosen'
import { useBoardState, type BoardState } from '../board/boardState'
import type { RowFilter } from '../board/filterExpression'
import { type ChosenRange, withoutField, withRanges } from '../board/filterRange'
import { useRowFilter } from '../board/useRowFilter'
import { useStudy } from '../studyContext'

/** Trials that are chosen, in every chart and on the board: what is drawn in one is a filter that all of them show. */
export interface ChosenTrials {
  readonly state: BoardState
  readonly filter: ComputedRef<RowFilter>
  readonly chosen: Readonly<Ref<Chosen>>
  /** Replaces what was chosen of these fields. */
  readonly choose: (ranges: readonly ChosenRange[]) => void
  readonly forget: (field: string) => void
}

const LARGE = 2000
const SETTLED_MS = 200

const chosenKey: InjectionKey<ChosenTrials> = Symbol('chosen trials')

/** Counts them once for all charts below. */
export function provideChosen(): ChosenTrials {
  const chosen = createChosen()
  provide(chosenKey, chosen)
  return chosen
}

export function useChosen(): ChosenTrials {
  return inject(chosenKey, createChosen, true)
}

function createChosen(): ChosenTrials {
  const { rows } = useStudy()
  const state = useBoardState()
  const filter = useRowFilter(state)
  const isFiltered = computed(() => state.filter.trim() !== '' || state.state !== 'all')
  const fitting = computed<Chosen>(() => {
    if (!isFiltered.value) return null
    const isIn = filter.value.test
    const those = rows.value.filter(
      (row) => (state.state === 'all' || row.state === state.state) && isIn(row),
    )
    return new Set(those.map(({ number }) => number))
  })
  /** The board follows every letter; drawing large charts anew would make the next one wait. */
  const chosen = useSettled(fitting, () => (rows.value.length > LARGE ? SETTLED_MS : 0))
  return {
    ...{ state, filter, chosen },
    choose: (ranges) => {
      state.filter = withRanges(state.filter, ranges)
    },
    forget: (field) => {
      state.filter = withoutField(state.filter, field)
    },
  }
}
