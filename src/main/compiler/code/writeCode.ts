/** @file A model and its training as a script: one writer a framework. */
import type { CodeFramework, WrittenScript } from '../../../shared/domain/code'
import { AppError } from '../../../shared/errors/appError'
import { writeKeras } from './keras/writeKeras'
import type { CodeRequest } from './request'
import { writeTensorFlowJs } from './tfjs/writeTensorFlowJs'
import { writeTorch } from './torch/writeTorch'

/** A framework that is missing does not compile. */
const WRITERS: Readonly<Record<CodeFramework, (request: CodeRequest) => WrittenScript>> = {
  keras: writeKeras,
  pytorch: writeTorch,
  tfjs: writeTensorFlowJs,
}

/**
 * Writes the script that repeats a run: model, loss, penalties, optimizer, schedule and order of the batches. What no framework
 * has is spelled out in it.
 * @throws {code/adversarial} for two networks that are trained against each other.
 * @throws {code/embedding} for one that learns which rows belong together.
 * @throws {code/backbone} for a network that begins with one that was trained before.
 */
export function writeCode(request: CodeRequest): WrittenScript {
  if (request.training.mode === 'adversarial') throw new AppError('code/adversarial')
  if (request.training.mode === 'embedding') throw new AppError('code/embedding')
  if ((request.backbones ?? []).length > 0) throw new AppError('code/backbone')
  return WRITERS[request.framework](request)
}
