/** @file A model and its training as a script of Keras 3, on TensorFlow. */
import type { WrittenScript } from '../../../../shared/domain/code'
import { planModel, type ModelPlan } from '../../compile/modelPlan'
import { pythonHeading, pythonLoop, pythonRows, pythonSchedule, pythonSettings } from '../python'
import { pythonLoss } from '../pythonLoss'
import type { CodeRequest } from '../request'
import { findRemarks, joinBlocks } from '../scriptFacts'
import { dataLines, measureLines } from './dataLines'
import { KERAS, LINKS } from './dialect'
import { kerasNetwork, OWN_LAYERS, type KerasNetwork } from './kerasNetwork'
import { gradientLines, optimizerLines, stepLines } from './updateLines'

/** @param request of a model that fits, and is not adversarial */
export function writeKeras(request: CodeRequest): WrittenScript {
  const plan = planModel(request)
  const network = kerasNetwork(plan)
  const blocks = [
    pythonHeading(request, 'Keras 3'),
    [
      ...['import json', 'import math', 'import os', 'import pathlib', ''],
      ...['os.environ["KERAS_BACKEND"] = "tensorflow"', 'import keras', 'import numpy as np'],
      ...['import tensorflow as tf', 'from keras import layers, ops'],
    ],
    [...pythonSettings(request), '', 'keras.utils.set_random_seed(SEED)'],
    pythonRows(request, plan),
    ...network.own.map((name) => [OWN_LAYERS[name].trim()]),
    modelLines(network),
    weightLines(plan),
    pythonLoss(plan, { algebra: KERAS, links: LINKS, logits: 'model(inputs, training=False)' }),
    pythonSchedule(request),
    optimizerLines(request),
    dataLines(request, plan),
    gradientLines(request, plan),
    measureLines(),
    pythonLoop(request, stepLines(request), 'measure(*sampled), measure(*held)'),
  ]
  return { fileName: 'train.py', text: joinBlocks(blocks, '\n\n\n'), remarks: findRemarks(request) }
}

function modelLines({ lines, inputs, output }: KerasNetwork): string[] {
  return [
    '# It puts out numbers before the last activation, from which losses are told without rounding.',
    ...lines,
    `model = keras.Model(${inputs}, ${output})`,
  ]
}

function weightLines({ layers }: ModelPlan): string[] {
  const has = layers.some(({ parameters }) => parameters.length > 0)
  return has
    ? [
        'for layer in model.layers:',
        '    if layer.get_weights():',
        '        first = [load(f"weights/{layer.name}.{at}") for at in range(len(layer.get_weights()))]',
        '        layer.set_weights([new.reshape(old.shape) for new, old in zip(first, layer.get_weights())])',
      ]
    : []
}
