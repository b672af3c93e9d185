import { Tensor } from 'onnxruntime-node'
import { ROW_WEIGHTS_INPUT, TEACHER_INPUT, type CompiledModel } from '../../../compiler'
import type { TrainingData } from '../../types'
import { createDataFeeds } from './dataFeeds'
import type { Tensors } from './tensors'

/** The rows that a training program picks its batches from: inputs, targets, and how they weigh. They share the data's memory. */
export function rowFeeds(data: TrainingData, { step, plan }: Pick<CompiledModel, 'step' | 'plan'>): Tensors {
  const { rows, weights, teacher } = data
  const feeds: Record<string, Tensor> = { ...createDataFeeds(data, plan).slice(0, rows) }
  if (weights && step.graph.inputs.some(({ name }) => name === ROW_WEIGHTS_INPUT)) {
    feeds[ROW_WEIGHTS_INPUT] = new Tensor('float32', weights, [rows, 1])
  }
  if (teacher) feeds[TEACHER_INPUT] = new Tensor('float32', teacher, [rows, plan.head.units])
  return feeds
}
