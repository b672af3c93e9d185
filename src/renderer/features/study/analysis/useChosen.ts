import { computed, inject, provide, type ComputedRef, type InjectionKey } from 'vue'
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
  readonly chosen: ComputedRef<Chosen>
  /** Replaces what was chosen of these fields. */
  readonly choose: (ranges: readonly ChosenRange[]) => void
  readonly forget: (field: string) => void
}

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
  const chosen = computed<Chosen>(() => {
    if (!isFiltered.value) return null
    const isIn = filter.value.test
    const fitting = rows.value.filter(
      (row) => (state.state === 'all' || row.state === state.state) && isIn(row),
    )
    return new Set(fitting.map(({ number }) => number))
  })
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
