import {
  type Annotation,
  type AnnotationChange,
  type EarlierNote,
  emptyAnnotation,
  type Subject,
} from '../../../shared/domain/annotation'
import type { ProjectId } from '../../../shared/domain/ids'
import type { ServiceContext } from '../context'

export interface AnnotationService {
  /** @param projectId null: what was written about projects themselves */
  list(projectId: ProjectId | null): Annotation[]
  /** @throws {app/not-found} where there is no such subject */
  get(subject: Subject): Annotation
  set(subject: Subject, change: AnnotationChange): Annotation
  earlier(subject: Subject): EarlierNote[]
}

type Parts = Pick<ServiceContext, 'store' | 'clock' | 'emit'>

export function createAnnotationService({ store, clock, emit }: Parts): AnnotationService {
  const get = (subject: Subject): Annotation => {
    const projectId = projectOf(store, subject)
    return store.annotations.get(subject) ?? emptyAnnotation(subject, projectId)
  }
  return {
    list: (projectId) =>
      projectId === null ? store.annotations.ofProjects() : store.annotations.list(projectId),
    get,
    set(subject, change) {
      const before = get(subject)
      const annotation: Annotation = {
        ...before,
        note: change.note ?? before.note,
        tags: change.tags ?? before.tags,
        isStarred: change.isStarred ?? before.isStarred,
        isArchived: change.isArchived ?? before.isArchived,
        changedAt: clock.now(),
      }
      store.annotations.put(annotation)
      emit('annotation:changed', annotation)
      return annotation
    },
    earlier: (subject) => store.annotations.earlier(subject),
  }
}

/** @throws {app/not-found} */
export function projectOf(store: ServiceContext['store'], subject: Subject): ProjectId {
  switch (subject.kind) {
    case 'project':
      return store.projects.get(subject.id).id
    case 'dataset':
      return store.datasets.get(subject.id).projectId
    case 'model':
      return store.models.get(subject.id).projectId
    case 'study':
      return store.studies.get(subject.id).projectId
    case 'trial':
      return store.studies.get(store.trials.get(subject.id).studyId).projectId
  }
}
