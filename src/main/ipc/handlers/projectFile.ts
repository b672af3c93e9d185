/** @file Handlers of projects as one file. */
import type { projectFileInvokes } from '../../../shared/contract/invokes/projectFile'
import type { Services } from '../../services'
import type { HandlersOf } from '../router'

export function projectFileHandlers({
  projectFiles,
  keptFiles,
}: Services): HandlersOf<keyof typeof projectFileInvokes> {
  return {
    'project:export': ({ id }) => projectFiles.exportProject(id),
    'project:import': ({ fileId }) => projectFiles.importProject(fileId),
    'kept:read': ({ id, offset }) => keptFiles.read(id, offset),
    'kept:discard': ({ id }) => {
      keptFiles.discard(id)
    },
  }
}
