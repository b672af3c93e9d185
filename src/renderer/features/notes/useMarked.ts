import { computed, ref, type ComputedRef, type Ref } from 'vue'
import type { Annotation } from '@shared/domain/annotation'

export interface MarkedList<T> {
  /** Those to be shown: the starred first, otherwise in the order they came. */
  readonly shown: ComputedRef<T[]>
  readonly archivedCount: ComputedRef<number>
  /** Every tag of theirs, in the order of the alphabet. */
  readonly tags: ComputedRef<string[]>
  readonly isShowingArchived: Ref<boolean>
  /** '' for all. */
  readonly tag: Ref<string>
}

/** A list by what was written about its items: archived ones are left out, starred ones stand first, a tag can be asked for. */
export function useMarked<T>(
  items: () => readonly T[],
  annotationOf: (item: T) => Annotation,
): MarkedList<T> {
  const isShowingArchived = ref(false)
  const tag = ref('')
  const marked = computed(() => items().map((item) => ({ item, annotation: annotationOf(item) })))
  const archivedCount = computed(() => marked.value.filter(({ annotation }) => annotation.isArchived).length)
  const tags = computed(() =>
    [...new Set(marked.value.flatMap(({ annotation }) => annotation.tags))].sort((one, other) =>
      one.localeCompare(other),
    ),
  )
  const shown = computed(() =>
    marked.value
      .filter(({ annotation }) => isShowingArchived.value || !annotation.isArchived)
      .filter(({ annotation }) => !tags.value.includes(tag.value) || annotation.tags.includes(tag.value))
      .sort((one, other) => Number(other.annotation.isStarred) - Number(one.annotation.isStarred))
      .map(({ item }) => item),
  )
  return { shown, archivedCount, tags, isShowingArchived, tag }
}
