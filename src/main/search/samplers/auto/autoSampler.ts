/** @file The automatic strategy: for every trial the one of the others that suits the study as it stands. */
import type { SamplerSpecOf } from '../../../../shared/domain/search/samplerSpec'
import { countCombinations } from '../../space/counting'
import { countValues } from '../../space/domains'
import type { Sampler, SearchTask } from '../../types'
import { createNsga2Sampler } from '../evolution/nsga2Sampler'
import { createGpSampler, usualStartup } from '../gp/gpSampler'
import { createRandomSampler } from '../randomSampler'
import { createTpeSampler } from '../tpe/tpeSampler'
import { choose, type Part, type Situation } from './choose'

const POPULATION = 50

/** Every part sees all trials, whoever proposed them; which one is asked follows from the question. The budget need not be known. */
export function createAutoSampler(task: SearchTask, { seed }: SamplerSpecOf<'auto'>): Sampler {
  const parts: Readonly<Record<Part, Sampler>> = {
    random: createRandomSampler(task, { kind: 'random', seed }),
    gp: createGpSampler(task, { kind: 'gp', seed }),
    tpe: createTpeSampler(task, { kind: 'tpe', mode: 'multivariate', seed }),
    nsga2: createNsga2Sampler(task, { kind: 'nsga2', population: POPULATION, seed }),
  }
  const situation = situationOf(task)
  return {
    isForeseeable: false,
    plannedTrials: () => situation.points,
    propose: (question) => parts[choose(situation, question).part].propose(question),
    explain: (question) => {
      const { code, details } = choose(situation, question)
      return { code, details }
    },
  }
}

function situationOf(task: SearchTask): Situation {
  const { parameters } = task.space
  const searched = parameters.filter(
    ({ domain, follows }) => follows === undefined && countValues(domain) !== 1,
  )
  return {
    ...{ task, points: countCombinations(task.space), parameters: searched.length },
    startup: usualStartup(searched.length),
  }
}
