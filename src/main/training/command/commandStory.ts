/** @file The epochs of a program, from the lines it prints, and what it came to. */
import type { RunResult } from '../../../shared/contract/worker'
import { compareResults } from '../../../shared/domain/compareResults'
import type { Objective, StepMetrics } from '../../../shared/domain/metric'
import { AppError } from '../../../shared/errors/appError'
import { readReport, type Report } from './readReport'

/**
 * A report without a step is the next one; where others name theirs, it belongs to the latest. Steps that
 * are counted from 0 are shifted, so that the first epoch is 1.
 */
export class CommandStory {
  readonly #steps: StepMetrics[] = []
  #isNamed = false
  #shift = 0

  /** @returns the epoch that the line reports or adds to; null for a line of its log. */
  hear(line: string): StepMetrics | null {
    const report = readReport(line)
    if (report === null) return null
    const step = this.#stepOf(report)
    const before = this.#steps.findIndex((known) => known.step === step)
    const validation = { ...this.#steps[before]?.validation, ...report.metrics }
    const metrics: StepMetrics = { step, train: {}, validation }
    if (before >= 0) this.#steps[before] = metrics
    else this.#steps.push(metrics)
    return metrics
  }

  #stepOf({ step }: Report): number {
    const latest = this.#steps.at(-1)?.step ?? 0
    if (step === null) return this.#isNamed ? Math.max(1, latest) : latest + 1
    if (step === 0 && latest === 0) this.#shift = 1
    this.#isNamed = true
    return Math.max(1, step + this.#shift)
  }

  /** @returns the best of its epochs. @throws {trial/command-silent} when it never told the objective. */
  result(objective: Objective): RunResult {
    let best: { step: StepMetrics; value: number } | null = null
    for (const step of this.#steps) {
      const value = step.validation[objective.metric]
      if (value === undefined || !Number.isFinite(value)) continue
      const before = best && { value: best.value, validation: best.step.validation }
      if (before === null || compareResults({ value, validation: step.validation }, before, objective) < 0)
        best = { step, value }
    }
    if (best === null)
      throw new AppError('trial/command-silent', { metric: objective.metric.replace('own.', '') })
    return {
      ...{ bestStep: best.step.step, value: best.value, steps: this.#steps.at(-1)?.step ?? 0 },
      ...{ isStoppedEarly: false, train: {}, validation: best.step.validation, weightCount: 0 },
    }
  }
}
