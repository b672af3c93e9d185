import { computed, toValue, watch, type ComputedRef, type MaybeRefOrGetter } from 'vue'
import type { Annotation, AnnotationChange, Subject } from '@shared/domain/annotation'
import type { ProjectId } from '@shared/domain/ids'
import { useAction, type UseActionReturn } from '@renderer/composables/useInvoke'
import { useAnnotationsStore } from '@renderer/stores'

export interface UseAnnotationReturn {
  readonly annotation: ComputedRef<Annotation>
  readonly save: UseActionReturn<[AnnotationChange], boolean>
}

/** What was written about one thing, and writing it; `save` answers true once it is stored. */
export function useAnnotation(
  subject: MaybeRefOrGetter<Subject>,
  projectId: MaybeRefOrGetter<ProjectId>,
): UseAnnotationReturn {
  const store = useAnnotationsStore()
  watch(
    () => [toValue(projectId), toValue(subject).kind === 'project'] as const,
    ([id, isProject]) => void Promise.all([store.open(id), isProject && store.open(null)]),
    { immediate: true },
  )
  const annotation = computed(() => store.of(toValue(subject), toValue(projectId)))
  const save = useAction(async (change: AnnotationChange) => {
    await store.set(toValue(subject), change)
    return true
  })
  return { annotation, save }
}
