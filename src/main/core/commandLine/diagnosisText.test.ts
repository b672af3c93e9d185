import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { StudyDiagnosis, TrialDiagnosis } from '../../../shared/domain/diagnosis/finding'
import { DIAGNOSIS_WORDS } from '../../../shared/words/diagnosis'
import { studyText, trialText } from './diagnosisText'

const { en, 'zh-CN': chinese } = DIAGNOSIS_WORDS
const RECORDING = { recordsLayers: true, mayRecordLayers: true }
const TRIAL = v.parse(TrialDiagnosis, {
  ...{ trialId: 'trial-000001', number: 7, epochs: 40, silence: null, ...RECORDING },
  findings: [
    {
      ...{ rule: 'batchTooLarge', level: 'advice', source: 'Hoffer 2017', ways: ['trial'] },
      figures: { batch: 64, rows: 115, perEpoch: 2, steps: 80 },
      evidence: [{ kind: 'curve', part: 'train', metric: 'loss', from: 31, to: 40 }],
      remedies: [{ kind: 'settings', changes: [{ path: 'training.batchSize', from: 64, to: 16 }] }],
    },
  ],
  layers: [
    {
      step: 40,
      layers: [
        {
          ...{ layer: 'hidden', gradientNorm: 0.12345, weightNorm: 3, updateRatio: 0.001 },
          ...{ deadShare: 0.25, saturatedShare: null },
        },
      ],
    },
  ],
})

describe('a diagnosis in a terminal', () => {
  it('says what, where, what to try and after whom, and how the layers ended', () => {
    const text = trialText(TRIAL, en)
    expect(text).toContain('Batches of 64 of 115 rows make 2 steps an epoch, 80 in all')
    expect(text).toContain('seen in: loss on the training rows, epochs 31 to 40')
    expect(text).toContain('try: training.batchSize: 64 → 16')
    expect(text).toContain('source: Hoffer 2017')
    expect(text).toMatch(/hidden\s+0\.123\s+3\s+0\.001\s+0\.25/)
  })

  it('leaves no gap in any language', () => {
    for (const words of [en, chinese]) expect(trialText(TRIAL, words)).not.toMatch(/[{}]/)
    const nothing = { ...TRIAL, findings: [], layers: [] }
    expect(trialText(nothing, en)).toBe('Trial 7: nothing found in 40 epochs.')
  })

  it('says of a study how many trials have what in common', () => {
    const rates = { kind: 'float', low: 1e-4, high: 1, scale: 'log' }
    const study = v.parse(StudyDiagnosis, {
      ...{ trials: 20, ...RECORDING },
      findings: [
        {
          ...{ rule: 'diverged', level: 'problem', trials: [3, 5], share: 0.1, source: 'a book' },
          domain: { path: 'training.learningRate', from: rates, to: { ...rates, high: 0.3 } },
        },
      ],
    })
    const text = studyText(study, en)
    expect(text).toContain('Diverged [diverged]: 2 of 20 trials (10 %): 3, 5')
    expect(text).toContain('try: training.learningRate 0.0001–1 → 0.0001–0.3')
    expect(studyText({ ...study, findings: [] }, en)).toBe('Nothing found in 20 trials.')
  })
})
