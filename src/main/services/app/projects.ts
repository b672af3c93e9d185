import type { Project, ProjectCard } from '../../../shared/domain/project'
import { ProjectId } from '../../../shared/domain/ids'
import { createId, type ServiceContext } from '../context'
import type { StudyRunner } from '../studies/studyRunner'

export interface ProjectService {
  list(): ProjectCard[]
  create(name: string): Project
  rename(id: ProjectId, name: string): Project
  /** Puts a project into the trash; its running studies are stopped first. */
  remove(id: ProjectId): void
  restore(id: ProjectId): void
}

export function createProjectService(context: ServiceContext, runner: StudyRunner): ProjectService {
  const { store, emit } = context
  const tell = (projectId: ProjectId): void => emit('project:changed', { projectId })
  return {
    list: () => store.projects.cards(),
    create(name) {
      const project = insertProject(context, name)
      tell(project.id)
      return project
    },
    rename(id, name) {
      const project = store.projects.rename(id, name)
      tell(id)
      return project
    },
    remove(id) {
      for (const study of store.studies.list(id)) runner.endIfActive(study.id)
      store.projects.remove(id)
      tell(id)
    },
    restore(id) {
      store.projects.restore(id)
      tell(id)
    },
  }
}

/** Stores a new project without telling of it: for use cases that make more than a project in one transaction. */
export function insertProject(
  { store, clock }: Pick<ServiceContext, 'store' | 'clock'>,
  name: string,
): Project {
  const project: Project = { id: createId(ProjectId), name, createdAt: clock.now() }
  store.projects.insert(project)
  return project
}
