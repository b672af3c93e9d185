/** @file A model and its training as a PyTorch script. */
import type { WrittenScript } from '../../../../shared/domain/code'
import { planModel, type ModelPlan } from '../../compile/modelPlan'
import { pickFunctions } from '../functional/library'
import { writeForward } from '../functional/writeForward'
import { pythonHeading, pythonLoop, pythonRows, pythonSchedule, pythonSettings } from '../python'
import { pythonLoss } from '../pythonLoss'
import type { CodeRequest } from '../request'
import { findRemarks, indent, joinBlocks, penaltiesOf } from '../scriptFacts'
import { dataLines, measureLines } from './dataLines'
import { DIALECT, LINKS, TORCH } from './dialect'
import { TORCH_LIBRARY } from './functions/library'
import { stepLines, updateLines } from './updateLines'

const SOFTMAX = ['def softmax(x):', '    return torch.softmax(x, -1)']

/** @param request of a model that fits, and is not adversarial */
export function writeTorch(request: CodeRequest): WrittenScript {
  const plan = planModel(request)
  const inputName = (name: string): string => `inputs[${plan.inputs.findIndex((each) => each.name === name)}]`
  const forward = writeForward(plan, DIALECT, inputName)
  const body = [...forward.lines, `return ${forward.logits}`]
  const uses = (name: string): boolean => body.some((line) => line.includes(name))
  const called = [...forward.called, ...(uses('leakyRelu') ? (['leakyRelu'] as const) : [])]
  const blocks = [
    pythonHeading(request, 'PyTorch'),
    ['import json', 'import math', 'import pathlib', '', 'import numpy as np', 'import torch'],
    ['import torch.nn.functional as F'],
    [...pythonSettings(request), '', 'torch.manual_seed(SEED)'],
    pythonRows(request, plan),
    ...(uses('softmax') && !uses('torch.softmax') ? [SOFTMAX] : []),
    ...pickFunctions(TORCH_LIBRARY, called).map((text) => [text]),
    weightLines(plan),
    ['def forward(inputs, training):', '    """The numbers before the last activation."""', ...indent(body)],
    pythonLoss(plan, { algebra: TORCH, links: LINKS, logits: 'forward(inputs, False)' }),
    penaltyLines(plan),
    pythonSchedule(request),
    updateLines(request, plan),
    dataLines(request, plan),
    measureLines(),
    pythonLoop(request, stepLines(request), 'measure(*sampled), measure(*held)'),
  ]
  return { fileName: 'train.py', text: joinBlocks(blocks, '\n\n\n'), remarks: findRemarks(request) }
}

function weightLines({ parameters }: ModelPlan): string[] {
  const list = (isTrained: boolean): string[] =>
    parameters
      .filter((parameter) => parameter.isTrained === isTrained)
      .map(({ name }) => `    ${JSON.stringify(name)},`)
  return [
    '# Kernels lie as Fettle keeps them; the running figures of batch normalisation are not trained.',
    ...['TRAINED = [', ...list(true), ']', 'MOVED = [', ...list(false), ']'],
    'w = {',
    '    name: torch.from_numpy(load("weights/" + name.replace("/", "."))).requires_grad_(name in TRAINED)',
    '    for name in TRAINED + MOVED',
    '}',
  ]
}

function penaltyLines(plan: ModelPlan): string[] {
  const terms = penaltiesOf(plan).map(({ name, kind, factor }) => {
    const tensor = `w[${JSON.stringify(name)}]`
    return `${factor} * ${tensor}.${kind === 'l2' ? 'square' : 'abs'}().sum()`
  })
  return ['def penalty():', `    return ${terms.length > 0 ? terms.join(' + ') : '0'}`]
}
