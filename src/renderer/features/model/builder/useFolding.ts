import { watch } from 'vue'
import { allLayers } from '../design/layerTree'
import type { BuilderContext } from './builderContext'

/** A model of more layers opens folded: then its shape is in sight. */
const MOST_UNFOLDED = 8

/** Folds a long model when it is opened, once. */
export function useFolding({ design, folded }: BuilderContext, isLoaded: () => boolean): void {
  const stop = watch(
    isLoaded,
    (now) => {
      if (!now) return
      const all = allLayers(design.value)
      const plain = all.filter(({ kind }) => kind !== 'repeat')
      if (all.length > MOST_UNFOLDED) folded.value = new Set(plain.map(({ id }) => id))
      queueMicrotask(() => stop())
    },
    { immediate: true },
  )
}
