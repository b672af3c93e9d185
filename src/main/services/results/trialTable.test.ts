import { describe, expect, it } from 'vitest'
import { completeTrial, trialRow } from '../studies/testing/rows'
import { toTrialTable } from './trialTable'

const linesOf = (table: string) => table.replace('\uFEFF', '').trim().split('\r\n')

describe('toTrialTable', () => {
  it('has a column for every parameter and metric that occurs, empty where a trial has none', () => {
    const first = {
      ...completeTrial(1, 0.5),
      assignment: { 'hidden.units': 8 },
      validation: { accuracy: 0.5 },
    }
    const reason = { code: 'training/diverged', details: { step: 2 } }
    const second = trialRow(2, { state: 'failed', assignment: { 'training.momentum': 0.9 }, reason })
    const [header, ...lines] = linesOf(toTrialTable([first, second]))
    expect(header).toBe(
      'trial,state,value,hidden.units,training.momentum,validation.accuracy,bestEpoch,epochs,stoppedEarly,weights,seconds,reason',
    )
    expect(lines).toEqual([
      '1,complete,0.5,8,,0.5,5,10,false,,,',
      '2,failed,,,0.9,,,0,false,,,training/diverged',
    ])
  })

  it('is a header alone where nothing was tried', () => {
    expect(linesOf(toTrialTable([]))).toHaveLength(1)
  })
})
