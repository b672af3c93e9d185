import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import {
  emptyAnnotation,
  type Annotation,
  type AnnotationChange,
  type Subject,
} from '@shared/domain/annotation'
import type { ProjectId } from '@shared/domain/ids'
import { toAppError, type AppError } from '@shared/errors/appError'
import { useApi } from '../api'

const keyOf = ({ kind, id }: Subject): string => `${kind} ${id}`

/** What was written about projects, and about everything in those that were opened. */
export const useAnnotationsStore = defineStore('annotations', () => {
  const api = useApi()
  const byKey = shallowRef<ReadonlyMap<string, Annotation>>(new Map())
  const error = shallowRef<AppError>()
  const opened = ref<(ProjectId | null)[]>([])

  function take(annotations: readonly Annotation[]): void {
    byKey.value = new Map([
      ...byKey.value,
      ...annotations.map((annotation) => [keyOf(annotation.subject), annotation] as const),
    ])
  }

  /** @param projectId null: what was written about projects themselves */
  async function load(projectId: ProjectId | null): Promise<void> {
    if (!opened.value.includes(projectId)) opened.value.push(projectId)
    try {
      take(await api.invoke('annotation:list', { projectId }))
      error.value = undefined
    } catch (thrown) {
      error.value = toAppError(thrown)
    }
  }

  /** Asks where it was not asked yet. */
  async function open(projectId: ProjectId | null): Promise<void> {
    if (!opened.value.includes(projectId)) await load(projectId)
  }

  /** Empty where nothing was written. */
  function of(subject: Subject, projectId: ProjectId): Annotation {
    return byKey.value.get(keyOf(subject)) ?? emptyAnnotation(subject, projectId)
  }

  async function set(subject: Subject, change: AnnotationChange): Promise<void> {
    take([await api.invoke('annotation:set', { subject, change })])
  }

  api.on('annotation:changed', (annotation) => take([annotation]))
  api.on('core:restarted', () => {
    for (const projectId of opened.value) void load(projectId)
  })
  return { error, load, open, of, set }
})
