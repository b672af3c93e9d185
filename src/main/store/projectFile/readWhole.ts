/** @file Reads everything of a project once, so that what came from outside is known to be readable. */
import type { ProjectId } from '../../../shared/domain/ids'
import { AppError } from '../../../shared/errors/appError'
import type { Store } from '../types'

/** @throws {project/broken-file} where a stored row is not what its schema says */
export function readWhole(store: Store, projectId: ProjectId): void {
  try {
    store.projects.get(projectId)
    for (const { id } of store.datasets.list(projectId)) store.datasets.versions(id)
    store.models.list(projectId)
    store.annotations.list(projectId)
    store.goals.list(projectId)
    store.milestones.list(projectId)
    for (const { id } of store.studies.list(projectId)) {
      store.trials.list(id)
      store.priors.list(id)
      store.spaces.list(id)
      store.reports.get(id)
    }
  } catch (thrown) {
    if (!(thrown instanceof AppError)) throw thrown
    throw new AppError('project/broken-file', { what: 'project.db' }, { cause: thrown })
  }
}
