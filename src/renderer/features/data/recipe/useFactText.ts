import { useI18n } from 'vue-i18n'
import { useFormat } from '@renderer/composables/useFormat'
import type { StepFact } from '@shared/domain/recipePreview'

type Gaps = Record<string, string>
type FactOf<Kind extends StepFact['kind']> = Extract<StepFact, { kind: Kind }>

/** What a step learnt and did, each fact in a sentence; empty for what is drawn instead. */
export function useFactText() {
  const { t } = useI18n()
  const { count, number, percent } = useFormat()

  /** The gaps of a sentence, and the count that decides between singular and plural. */
  const gapsOf: { readonly [Kind in StepFact['kind']]: (fact: FactOf<Kind>) => readonly [Gaps, number] } = {
    filled: ({ column, count: n, value }) => [{ column, n: count(n), value: value ?? '' }, n],
    clipped: ({ column, count: n, low, high }) => [
      { column, n: count(n), low: number(low), high: number(high) },
      n,
    ],
    scaled: ({ column, center, scale }) => [{ column, center: number(center), scale: number(scale) }, 1],
    lambda: ({ column, lambda }) => [{ column, lambda: number(lambda) }, 1],
    edges: ({ column, edges }) => [{ column, edges: edges.map((edge) => number(edge)).join(' · ') }, 1],
    encoded: ({ column, inputs, others }) => [{ column, n: count(inputs), others: count(others) }, inputs],
    vocabulary: ({ size, unknownShare }) => [{ n: count(size), share: percent(unknownShare) }, size],
    scores: ({ keptCount, leftOutCount }) => [
      { kept: count(keptCount), out: count(leftOutCount) },
      keptCount,
    ],
    components: ({ inputs, shares }) => [
      {
        inputs: count(inputs),
        n: count(shares.length),
        share: percent(shares.reduce((sum, share) => sum + share, 0)),
      },
      shares.length,
    ],
    balanced: () => [{}, 0],
    rowsLeftOut: ({ count: n }) => [{ n: count(n) }, n],
    columnsAdded: ({ count: n }) => [{ n: count(n) }, n],
    columnsRemoved: ({ count: n }) => [{ n: count(n) }, n],
    nothingToDo: () => [{}, 0],
  }

  function factText(fact: StepFact): string {
    if (fact.kind === 'balanced') return ''
    const key = fact.kind === 'filled' && fact.value === null ? 'filledEach' : fact.kind
    // The table ties every kind to its function; TypeScript cannot follow a union that far.
    const read = gapsOf[fact.kind] as (fact: StepFact) => readonly [Gaps, number]
    return t(`recipe.fact.${key}`, ...read(fact))
  }

  return { factText }
}
