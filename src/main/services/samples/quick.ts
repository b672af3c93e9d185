import type { Design } from '../../../shared/domain/design'
import type { TrainingPlan } from '../../../shared/domain/study'

const TRIALS = 2
const EPOCHS = 3

/** A look at how a study goes: few trials of few epochs. What it finds is not worth much. */
export function toQuick(plan: TrainingPlan): TrainingPlan {
  const { repeats: _repeats, stops: _stops, ...rest } = plan
  return {
    ...rest,
    design: withFewEpochs(plan.design),
    budget: { ...plan.budget, trials: Math.min(TRIALS, plan.budget.trials) },
  }
}

function withFewEpochs(design: Design): Design {
  const { 'training.epochs': _epochs, ...search } = design.search
  const epochs = Math.min(EPOCHS, design.training.epochs)
  return { ...design, search, training: { ...design.training, epochs } }
}
