/** @file What a study's sampler proposes: thought out in a thread of its own, so that the core stays responsive. */
import { toAppError } from '../../../../shared/errors/appError'
import type { ServiceContext } from '../../context'
import type { LiveStudy } from '../liveStudy'
import { samplerPartsOf } from '../studySetup'
import { answer } from './answerQuestions'
import type { SamplerAnswer } from './messages'
import type { SamplerThread } from './samplerThread'

export interface ProposalsOptions {
  readonly context: Pick<ServiceContext, 'openSamplerThread' | 'report'>
  readonly live: LiveStudy
  /** Told when a proposal is there that `take` did not have yet. */
  readonly onAnswered: () => void
}

interface Answered extends SamplerAnswer {
  readonly number: number
}

export class Proposals {
  readonly #options: ProposalsOptions
  #thread: SamplerThread | null = null
  /** The question that is thought about; another one makes its answer worthless. */
  #asked: object | null = null
  #answered: Answered | null = null
  /** What failed there once is asked here from then on. */
  #isLost = false

  constructor(options: ProposalsOptions) {
    this.#options = options
  }

  /** @returns what the sampler proposes for the trial of this number, with null where its space is used up; null until that is known. */
  take(number: number): SamplerAnswer | null {
    const { live } = this.#options
    if (!this.#isElsewhere) return answer(live.sampler, live.ask(number))
    const answered = this.#answered
    this.#answered = null
    if (answered?.number === number) return answered
    if (this.#asked === null) this.#ask(number)
    return null
  }

  /** The plan is another one now: what was proposed, and what is being thought out, does not hold. */
  forget(): void {
    this.#thread?.close()
    this.#thread = null
    this.#asked = null
    this.#answered = null
  }

  /** Simple samplers answer at once; what depends on the model of a trial is asked here, where models are known. */
  get #isElsewhere(): boolean {
    const { context, live } = this.#options
    const isPossible = context.openSamplerThread !== undefined && !this.#isLost
    return isPossible && !live.sampler.isForeseeable && !live.needsModels
  }

  #ask(number: number): void {
    const { context, live, onAnswered } = this.#options
    const asked = {}
    this.#asked = asked
    const settle = (reached: SamplerAnswer | null): void => {
      if (this.#asked !== asked) return
      this.#asked = null
      this.#answered = reached && { ...reached, number }
      onAnswered()
    }
    try {
      this.#thread ??= context.openSamplerThread?.(samplerPartsOf(live.study.plan)) ?? null
      const { history } = live.ask(number)
      const isSkipping = (live.study.plan.duplicates ?? 'skip') === 'skip'
      void this.#thread
        ?.ask({ number, history, isSkipping })
        .then(settle, (thrown: unknown) => this.#fail(asked, thrown))
    } catch (thrown) {
      this.#fail(asked, thrown)
    }
  }

  /** The same question is asked here. */
  #fail(asked: object, thrown: unknown): void {
    if (this.#asked !== asked) return
    this.#options.context.report('sampler', toAppError(thrown))
    this.#isLost = true
    this.forget()
    this.#options.onAnswered()
  }
}
