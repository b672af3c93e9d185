/** @file Hands every request to the engine that it names. */
import type { Engine } from '../../../shared/domain/device'
import type { CreatePopulation } from '../population/types'
import { sideBySide } from '../population/sideBySide'
import type { CreateRunner } from '../types'

export function byEngine(runners: Readonly<Record<Engine, CreateRunner>>): CreateRunner {
  return (request) => runners[request.engine ?? 'onnx'](request)
}

/** @param together trains several models as one with the engine that comes with Fettle; others train them by turns */
export function populationByEngine(together: CreatePopulation, createRunner: CreateRunner): CreatePopulation {
  const byTurns = sideBySide(createRunner)
  return (requests) => {
    const isBuiltIn = requests.every(({ engine = 'onnx' }) => engine === 'onnx')
    return isBuiltIn ? together(requests) : byTurns(requests)
  }
}
