/** @file Handlers of what people write about their work. */
import type { notesInvokes } from '../../../shared/contract/invokes/notes'
import type { Services } from '../../services'
import type { HandlersOf } from '../router'

export function notesHandlers({ annotations, goals }: Services): HandlersOf<keyof typeof notesInvokes> {
  return {
    'annotation:list': ({ projectId }) => annotations.list(projectId),
    'annotation:get': ({ subject }) => annotations.get(subject),
    'annotation:set': ({ subject, change }) => annotations.set(subject, change),
    'annotation:earlier': ({ subject }) => annotations.earlier(subject),
    'goal:list': ({ projectId }) => goals.goals(projectId),
    'goal:add': ({ projectId, goal }) => goals.addGoal(projectId, goal),
    'goal:remove': ({ id }) => goals.removeGoal(id),
    'milestone:list': ({ projectId }) => goals.milestones(projectId),
    'milestone:add': ({ projectId, milestone }) => goals.addMilestone(projectId, milestone),
    'milestone:save': ({ milestone }) => goals.saveMilestone(milestone),
    'milestone:remove': ({ id }) => goals.removeMilestone(id),
  }
}
