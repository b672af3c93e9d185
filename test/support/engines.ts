/** @file The engines that can train here, for tests that all of them have to pass. */
import { createOnnxRunner } from '../../src/main/training/runners/onnx'
import type { CreateRunner } from '../../src/main/training/types'
import { TENSORFLOW, withTensorFlow } from './tensorFlowLibrary'

export const ENGINES: readonly (readonly [name: string, createRunner: CreateRunner])[] = [
  ['onnx', createOnnxRunner],
  ...(TENSORFLOW === null ? [] : [['tensorFlow', withTensorFlow(TENSORFLOW)] as const]),
]
