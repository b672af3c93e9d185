import type { Design } from '@shared/domain/design'
import type { Domain } from '@shared/domain/searchSpace'
import { isTraining, type StudyPlan } from '@shared/domain/study'

const EPOCHS = 'training.epochs'

/** Epochs of the longest trial there can be. */
export function mostEpochs({ search, training }: Design): number {
  const domain: Domain | undefined = search[EPOCHS]
  if (domain === undefined) return training.epochs
  if (domain.kind !== 'choice') return domain.high
  return Math.max(...domain.values.map(Number))
}

export function epochsOf(plan: StudyPlan): number {
  return isTraining(plan) ? mostEpochs(plan.design) : plan.command.steps
}
