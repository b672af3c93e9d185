import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { SAMPLES, type SampleCard } from '../../../src/shared/domain/sample'
import { WORDS_LANGUAGES } from '../../../src/shared/words/language'
import { SAMPLE_WORDS } from '../../../src/shared/words/samples'
import { buildPrograms, type BuiltPrograms } from '../../support/buildPrograms'
import { type CoreBench, openCore, untilEnded } from '../../support/coreBench'

let programs: BuiltPrograms
let core: CoreBench
let cards: SampleCard[]
beforeAll(async () => {
  programs = await buildPrograms()
  core = await openCore(programs)
  cards = await core.call('sample:list', null)
}, 120_000)
afterAll(async () => {
  await core.shutdown()
  await programs.remove()
})

describe('samples', () => {
  it('have words for every part and study, in every language', () => {
    expect(cards.map(({ id }) => id)).toEqual([...SAMPLES])
    for (const language of WORDS_LANGUAGES) {
      for (const { id, parts } of cards) {
        const words = SAMPLE_WORDS[language][id]
        for (const part of parts) {
          expect(words.parts[part.id], `${language} ${id} ${part.id}`).toBeTruthy()
          expect(Boolean(words.own[part.id]), `${language} ${id} ${part.id} own`).toBe(part.accepts !== null)
          for (const study of part.studies) {
            expect(words.studies[study.id], `${language} ${id} ${study.id}`).toBeTruthy()
          }
        }
      }
    }
  })

  it.each(SAMPLES)('%s opens and runs to its result', { timeout: 240_000 }, async (id) => {
    const card = cards.find((candidate) => candidate.id === id)
    if (card?.parts.every(({ origin }) => origin === 'own')) {
      const asked = core.call('sample:open', { id, name: id, isQuick: true })
      return expect(asked).rejects.toMatchObject({ code: 'sample/own-data-needed' })
    }
    const opened = await core.call('sample:open', { id, name: id, isQuick: true })
    const { projectId } = opened
    expect(await core.call('sample:ofProject', { projectId })).toBe(id)
    const studies = await core.call('study:list', { projectId })
    const ready = card?.parts.filter(({ origin }) => origin !== 'own') ?? []
    expect(studies).toHaveLength(ready.flatMap((part) => part.studies).length)
    for (const study of studies) {
      await core.call('study:start', { id: study.id })
      const ended = await untilEnded(core.call, study.id, 120_000)
      expect(ended, study.name).toMatchObject({ state: 'complete', counts: { failed: 0 } })
      expect(ended.best?.value, study.name).toEqual(expect.any(Number))
    }
  })
})
