import { describe, expect, it } from 'vitest'
import { isProblem } from './options'
import { objectivesFor, readObjectives } from './tuneObjectives'

describe('readObjectives', () => {
  it('takes names one by one or with commas, as either is written', () => {
    expect(readObjectives(['balanced-accuracy, weights', 'trainingTime'])).toEqual({
      objectives: ['balancedAccuracy', 'weights', 'trainingTime'],
    })
    expect(readObjectives()).toEqual({ objectives: [] })
  })

  it('says what it does not know, what is there twice, and what is too much', () => {
    expect(readObjectives(['speed'])).toEqual({ problem: 'There is no --objective "speed".' })
    expect(readObjectives(['f1', 'f1'])).toEqual({ problem: '--objective "f1" is there twice.' })
    expect(readObjectives(['f1,mcc,kappa,weights,latency'])).toEqual({
      problem: '--objective takes 4 at most.',
    })
  })
})

describe('objectivesFor', () => {
  it('takes the usual metric of the task where nothing is said', () => {
    expect(objectivesFor('regression', [])).toEqual({ objective: { metric: 'rmse', direction: 'minimize' } })
  })

  it('judges each in its own direction', () => {
    expect(objectivesFor('binary', ['f1', 'weights', 'accuracy'])).toEqual({
      objective: { metric: 'f1', direction: 'maximize' },
      furtherObjectives: [
        { measure: 'weights', direction: 'minimize' },
        { measure: 'accuracy', direction: 'maximize' },
      ],
    })
  })

  it('begins with a metric of the task, and names those that there are', () => {
    expect(objectivesFor('regression', ['weights'])).toEqual({
      problem:
        'The first --objective is one of rmse, loss, mse, mae, mape, r2, explained-variance here, not "weights".',
    })
    const other = objectivesFor('regression', ['rmse', 'accuracy'])
    expect(isProblem(other) && other.problem).toMatch(/^--objective is one of rmse.*latency.*not "accuracy"/)
  })
})
