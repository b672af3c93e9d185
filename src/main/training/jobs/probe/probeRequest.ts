/** @file From the subject of a probe to what a runner is asked for. */
import { AppError } from '../../../../shared/errors/appError'
import type { ParsedJobInput } from '../../../../shared/contract/jobs'
import { withinMemory } from '../../runners/withinMemory'
import { createOnnxRunner } from '../../runners/onnx'
import type { RunnerRequest } from '../../types'
import { createDataShelf } from '../../rows/dataShelf'
import { toMeasuredRequest } from '../../worker/epoch'

type Subject = Omit<ParsedJobInput<'rateTest'>, 'low' | 'high' | 'steps'>

/** Rows that would change from epoch to epoch are taken as they are. @throws {diagnosis/two-networks} */
export async function readProbe(subject: Subject): Promise<RunnerRequest> {
  if (subject.training.mode === 'adversarial') throw new AppError('diagnosis/two-networks')
  const data = await createDataShelf()(subject.dataFolder)
  return toMeasuredRequest({ request: subject, data })
}

export const createProbeRunner = withinMemory(createOnnxRunner, () => process.availableMemory())
