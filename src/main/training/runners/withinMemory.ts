/** @file Refuses trainings that do not fit into memory, before they take any. */
import { AppError } from '../../../shared/errors/appError'
import { diagnoseModel, estimateMemory } from '../../compiler'
import type { CreateRunner, RunnerRequest } from '../types'

/** Of the free memory; an estimate may be too low by a quarter, and other programs live as well. */
const USABLE_SHARE = 0.8

/**
 * @param freeBytes memory that can be had now
 * @returns a runner whose making fails with {training/over-memory} where the processor's memory will not suffice.
 */
export function withinMemory(createRunner: CreateRunner, freeBytes: () => number): CreateRunner {
  return async (request) => {
    refuseOverMemory(request, freeBytes())
    return createRunner(request)
  }
}

function refuseOverMemory(request: RunnerRequest, freeBytes: number): void {
  const { device = 'cpu', model, train, validation } = request
  const whole = { ...request, ...model, rows: { train: train.rows, validation: validation.rows } }
  if (device !== 'cpu' || diagnoseModel(whole).length > 0) return
  const { total, data } = estimateMemory(whole)
  // The data has been read already.
  const availableBytes = Math.floor(freeBytes * USABLE_SHARE) + data
  if (total > availableBytes) {
    throw new AppError('training/over-memory', { neededBytes: Math.round(total), availableBytes })
  }
}
