/** @file Finds the project that the user means by its id or name. */
import type { ProjectCard } from '../../../shared/domain/project'
import { AppError } from '../../../shared/errors/appError'
import type { Call } from './coreClient'

/** The one that changed last, where several have a name. @throws {app/not-found} */
export async function findProject(call: Call, text: string): Promise<ProjectCard> {
  const cards = await call('project:list', null)
  const found = cards.find(({ id }) => id === text) ?? cards.find(({ name }) => name === text)
  if (!found) throw new AppError('app/not-found', { what: 'project', id: text })
  return found
}
