import {
  type GoalDraft,
  GoalId,
  type GoalProgress,
  type Milestone,
  type MilestoneDraft,
  MilestoneId,
} from '../../../shared/domain/goal'
import type { ProjectId } from '../../../shared/domain/ids'
import { createId, type ServiceContext } from '../context'

export interface GoalService {
  goals(projectId: ProjectId): GoalProgress[]
  /** @returns all goals of the project @throws {app/not-found} */
  addGoal(projectId: ProjectId, goal: GoalDraft): GoalProgress[]
  removeGoal(id: GoalId): void
  milestones(projectId: ProjectId): Milestone[]
  addMilestone(projectId: ProjectId, milestone: MilestoneDraft): Milestone
  saveMilestone(milestone: Milestone): Milestone
  removeMilestone(id: MilestoneId): void
}

type Parts = Pick<ServiceContext, 'store' | 'clock' | 'emit'>

export function createGoalService({ store, clock, emit }: Parts): GoalService {
  const belonging = (projectId: ProjectId) => ({
    projectId: store.projects.get(projectId).id,
    createdAt: clock.now(),
  })
  const save = (milestone: Milestone): Milestone => {
    store.milestones.put(milestone)
    emit('goal:changed', {})
    return milestone
  }
  return {
    goals: (projectId) => store.goals.list(projectId),
    addGoal(projectId, goal) {
      store.goals.insert({ ...goal, ...belonging(projectId), id: createId(GoalId) })
      emit('goal:changed', {})
      return store.goals.list(projectId)
    },
    removeGoal(id) {
      store.goals.remove(id)
      emit('goal:changed', {})
    },
    milestones: (projectId) => store.milestones.list(projectId),
    addMilestone: (projectId, milestone) =>
      save({ ...milestone, ...belonging(projectId), id: createId(MilestoneId) }),
    saveMilestone: save,
    removeMilestone(id) {
      store.milestones.remove(id)
      emit('goal:changed', {})
    },
  }
}
