import type { TrainingSpec } from '../../../../shared/domain/trainingSpec'
import type { ScheduleSpec } from '../../../compiler'

export interface ScheduledSteps {
  readonly training: TrainingSpec
  /** Steps before these. */
  readonly stepsDone: number
  readonly steps: number
  /** The learning rate of a batch, from 0. */
  readonly rateAt: (batch: number) => number
}

/** @returns a number a step, by the name of its input. */
export function scheduleNumbers(
  schedules: readonly ScheduleSpec[],
  { training, stepsDone, steps, rateAt }: ScheduledSteps,
): Record<string, Float32Array> {
  const entries = schedules.map(({ name, at }) => {
    const numbers = Float32Array.from({ length: steps }, (_, batch) =>
      at({ training, step: stepsDone + batch + 1, learningRate: rateAt(batch) }),
    )
    return [name, numbers] as const
  })
  return Object.fromEntries(entries)
}
