/** @file A model and its training as a TypeScript script of TensorFlow.js, which Node runs as it is. */
import type { WrittenScript } from '../../../../shared/domain/code'
import { planModel, type ModelPlan } from '../../compile/modelPlan'
import type { FunctionName } from '../functional/dialect'
import { pickFunctions } from '../functional/library'
import { writeForward } from '../functional/writeForward'
import type { CodeRequest } from '../request'
import { findRemarks, headingLines, indent, joinBlocks } from '../scriptFacts'
import { dataLines, measureLines, rowLines } from './dataLines'
import { DIALECT, OWN_ACTIVATIONS } from './dialect'
import type { TensorFlowHelper } from './functions/helpers'
import { TENSORFLOW_LIBRARY } from './functions/library'
import { loopLines } from './loopLines'
import { lossLines, penaltyLines } from './lossLines'
import { readArrays } from './readArrays'
import { rateLines, updateLines } from './updateLines'

/** @param request of a model that fits, and is not adversarial */
export function writeTensorFlowJs(request: CodeRequest): WrittenScript {
  const plan = planModel(request)
  const inputName = (name: string): string =>
    `inputs[${plan.inputs.findIndex((each) => each.name === name)}]!`
  const forward = writeForward(plan, DIALECT, inputName)
  const body = [...forward.lines, `return ${forward.logits}`]
  const uses = (name: string): boolean => body.some((line) => new RegExp(`(?<![.\\w])${name}\\b`).test(line))
  const called: (FunctionName | TensorFlowHelper)[] = [...forward.called, ...OWN_ACTIVATIONS.filter(uses)]
  const blocks = [
    ['/**', ...headingLines(request, 'TensorFlow.js').map((line) => ` * ${line}`.trimEnd()), ' */'],
    [
      "import { readFileSync, writeFileSync } from 'node:fs'",
      '// For native speed, import everything from @tensorflow/tfjs-node instead.',
      "import * as tf from '@tensorflow/tfjs-core'",
      "import '@tensorflow/tfjs-backend-cpu'",
      '// It is what brings the gradients.',
      "import '@tensorflow/tfjs-layers'",
    ],
    ['type Tensor = tf.Tensor'],
    settingLines(request),
    [readArrays.trim()],
    rowLines(plan),
    ...pickFunctions(TENSORFLOW_LIBRARY, called).map((text) => [text]),
    weightLines(plan),
    [
      '/** The numbers before the last activation. */',
      'function forward(inputs: Tensor[], training: boolean): Tensor {',
      ...indent(body, '  '),
      '}',
    ],
    lossLines(plan),
    penaltyLines(plan),
    rateLines(request),
    updateLines(request, plan),
    dataLines(request, plan),
    measureLines(),
    loopLines(request),
  ]
  return { fileName: 'train.ts', text: joinBlocks(blocks, '\n\n'), remarks: findRemarks(request) }
}

function settingLines({ training, epochs }: CodeRequest): string[] {
  return [
    `const BATCH = ${training.batchSize}`,
    `const EPOCHS = ${epochs}`,
    '/** Epochs, over which a schedule is spread. */',
    `const PLANNED = ${training.epochs}`,
    `const RATE = ${training.learningRate}`,
    '/** Batches an update. */',
    `const ACCUMULATE = ${training.accumulate}`,
  ]
}

function weightLines({ parameters }: ModelPlan): string[] {
  const list = (isTrained: boolean): string =>
    parameters
      .filter((parameter) => parameter.isTrained === isTrained)
      .map(({ name }) => `'${name}'`)
      .join(', ')
  return [
    '// Kernels lie as Fettle keeps them; the running figures of batch normalisation are not trained.',
    `const TRAINED = [${list(true)}]`,
    `const MOVED: string[] = [${list(false)}]`,
    'const w: Record<string, tf.Variable> = {}',
    'for (const name of [...TRAINED, ...MOVED]) {',
    "  w[name] = tf.variable(tensorOf(load('weights/' + name.replaceAll('/', '.'))), TRAINED.includes(name))",
    '}',
  ]
}
