/** @file Tree-structured Parzen estimators: where good trials are dense and the others are not (Bergstra et al. 2011, as in Optuna). */
import type { Assignment, SearchSpace } from '../../../../shared/domain/searchSpace'
import type { SamplerSpecOf } from '../../../../shared/domain/search/samplerSpec'
import { createRandom } from '../../../../shared/util/random'
import { defaultAssignment, isActive } from '../../space/assignments'
import { countCombinations } from '../../space/counting'
import { valueAt } from '../../space/domains'
import type { Question, Sampler, SearchTask } from '../../types'
import { drawAllowed } from '../firstAllowed'
import { areMostlyBeginnings, hasOutcome } from '../scoreTrials'
import { type Block, blocksOf } from './blocks'
import { type BlockModel, type Candidates, modelBlock } from './candidates'
import type { ModelledParameter } from './parzenAxis'
import { type Split, splitTrials } from './splitTrials'

const DEFAULT_STARTUP = 10
const CANDIDATES = 24
/** Draws of candidates before what is not allowed is left to others to replace. */
const MOST_ROUNDS = 6

/** Of the trials of a schedule that gives most of them up early, drawn evenly: the model may be of the first epochs only (BOHB's ρ). */
const EVEN_SHARE = 1 / 3

/**
 * Trial 1 has the defaults; until `startup` trials have finished (failed ones teach, too) the space is drawn from evenly. Then each block of parameters is
 * modelled by itself: 24 candidates are drawn from the density of the good trials, and the one that is likeliest there compared with the others is
 * taken. Pending trials count as if they went badly (constant liar), so that several at a time keep apart.
 */
export function createTpeSampler({ space, objectives }: SearchTask, spec: SamplerSpecOf<'tpe'>): Sampler {
  const blocks = blocksOf(space, spec.mode === 'multivariate')
  const startup = spec.startup ?? DEFAULT_STARTUP
  const widest = Math.max(0, ...blocks.map(({ length }) => length))
  const planned = countCombinations(space)
  return {
    isForeseeable: false,
    plannedTrials: () => planned,
    propose: (question) => {
      if (question.number === 1) return defaultAssignment(space)
      const random = createRandom(spec.seed, question.number)
      const isEarly = question.history.filter(hasOutcome).length < startup
      if (isEarly || blocks.length === 0) return drawAllowed(space, question, random)
      if (areMostlyBeginnings(question.history) && random.next() < EVEN_SHARE)
        return drawAllowed(space, question, random)
      const split = splitTrials(question.history, Math.max(startup, widest + 2))
      return new Proposal({ space, blocks, split, isEven: objectives > 1 }, question).find(spec.seed)
    },
  }
}

interface Known {
  readonly space: SearchSpace
  readonly blocks: readonly Block[]
  readonly split: Split
  readonly isEven: boolean
}

/** One answer: blocks are modelled when a parameter of theirs exists in it, and not before. */
class Proposal {
  private readonly models: BlockModel[] = []
  private readonly modelled: ReadonlyMap<string, Modelled>

  constructor(
    private readonly known: Known,
    private readonly question: Question,
  ) {
    this.modelled = new Map(
      known.blocks.flatMap((parameters, block) =>
        parameters.map(({ parameter, valueOf }, axis) => [parameter.name, { block, axis, valueOf }] as const),
      ),
    )
  }

  /** The best of every block together; where that is not allowed, the candidates as they were drawn, best first; then others. */
  find(seed: number): Assignment {
    const { isAllowed } = this.question
    const first = this.drawRound(seed, 0)
    const best = this.assemble(first, null).assignment
    if (isAllowed(best)) return best
    for (let round = 0; round < MOST_ROUNDS; round++) {
      const found = this.inOrder(round === 0 ? first : this.drawRound(seed, round)).find(isAllowed)
      if (found !== undefined) return found
    }
    return best
  }

  /** @returns candidates of a block, drawn once. */
  private drawRound(seed: number, round: number): DrawBlock {
    const drawn: Candidates[] = []
    const { blocks, split, isEven } = this.known
    return (index) => {
      const model = (this.models[index] ??= modelBlock(blocks[index] ?? [], split, isEven))
      const random = createRandom(seed, this.question.number, round, index)
      return (drawn[index] ??= model.draw(CANDIDATES, random))
    }
  }

  private inOrder(draw: DrawBlock): Assignment[] {
    return Array.from({ length: CANDIDATES }, (_, row) => this.assemble(draw, row))
      .sort((a, b) => b.gain - a.gain)
      .map(({ assignment }) => assignment)
  }

  /** Parents are decided first. @param row of all blocks; null: of each its best */
  private assemble(draw: DrawBlock, row: number | null): { assignment: Assignment; gain: number } {
    const assignment: Assignment = {}
    const used = new Set<Candidates>()
    for (const parameter of this.known.space.parameters) {
      if (!isActive(parameter, assignment)) continue
      const modelled = this.modelled.get(parameter.name)
      if (modelled === undefined) {
        assignment[parameter.name] = valueAt(parameter.domain, 0)
        continue
      }
      const candidates = draw(modelled.block)
      used.add(candidates)
      const place = candidates.places[modelled.axis]?.[row ?? candidates.best] ?? 0
      assignment[parameter.name] = modelled.valueOf(place)
    }
    const gain = [...used].reduce((sum, { gains, best }) => sum + (gains[row ?? best] ?? 0), 0)
    return { assignment, gain }
  }
}

type DrawBlock = (index: number) => Candidates

/** Where a parameter stands among the blocks. */
interface Modelled {
  readonly block: number
  readonly axis: number
  readonly valueOf: ModelledParameter['valueOf']
}
