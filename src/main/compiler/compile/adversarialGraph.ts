/** @file One step of two networks that play against each other (Goodfellow et al. 2014, algorithm 1). */
import type { TrainingSpec } from '../../../shared/domain/trainingSpec'
import { invariant } from '../../../shared/errors/appError'
import { differentiate } from '../autodiff/differentiate'
import type { Value } from '../graph/graph'
import { GraphBuilder } from '../graph/graphBuilder'
import { floats } from '../graph/tensorType'
import { feature } from '../layers/feature'
import { addPenalties, addPredictions } from '../losses/addLoss'
import { gameOf } from '../losses/adversarialLosses'
import { addOptimizer, type FedNumber } from '../optimizers/addOptimizer'
import { simplify } from '../passes/simplify'
import { addInputs, type InputLookup } from './addInputs'
import { addWeights, lookUp, lookUpMembers, type ParameterLookup, type WeightGroup } from './addWeights'
import { lowerLayers, type LoweredModel, type MaskSpec } from './lowerLayers'
import { shapeRows } from './madeRows'
import type { ModelPlan } from './modelPlan'
import { addPenaltySettings, fixedNumbers, moveStatistics, type TrainingGraph } from './stepParts'

/** Keeps the learning numbers of the judge apart from those of the maker. */
const JUDGE_NUMBERS = 'discriminator:'

/** A network in the graph: its plan, its weights, and how they are found. */
interface Player {
  readonly plan: ModelPlan
  readonly groups: readonly WeightGroup[]
  readonly parameter: ParameterLookup
}

/**
 * First the judge learns, on a batch of real rows and one of made rows; then the maker, against the judge that has learnt.
 * Inputs: those of the data, random numbers for both batches of made rows, weights and optimizer state of both networks.
 * The output `loss` is that of the maker.
 */
export function buildAdversarialGraph(plan: ModelPlan, training: TrainingSpec): TrainingGraph {
  invariant(plan.judge, 'a generator is trained against a judge')
  const builder = new GraphBuilder()
  const step = new AdversarialStep(builder, training, {
    maker: addPlayer(builder, plan),
    judge: addPlayer(builder, plan.judge),
  })
  const moved = step.teachJudge(addInputs(builder, plan.judge.inputs))
  builder.output('loss', step.teachMaker(moved))
  const { masks, settings, schedules } = step
  return { graph: simplify(builder.build()), masks, settings, schedules, hasClassWeights: false }
}

function addPlayer(builder: GraphBuilder, plan: ModelPlan): Player {
  const groups = addWeights(builder, plan.groups, 'carried')
  return { plan, groups, parameter: lookUpMembers(groups) }
}

/** A network whose weights have moved: how its parameters are found now, and the tensors that hold them. */
interface Moved {
  readonly parameter: ParameterLookup
  readonly values: readonly Value[]
}

interface Lesson {
  readonly loss: Value
  readonly second?: { readonly prefix: string; readonly rate: number }
  /** Nothing is learnt through these. */
  readonly fixed?: readonly Value[]
}

class AdversarialStep {
  readonly masks: MaskSpec[] = []
  readonly settings: TrainingGraph['settings'][number][] = []
  readonly schedules: TrainingGraph['schedules'][number][] = []
  private readonly game

  constructor(
    private readonly builder: GraphBuilder,
    private readonly training: TrainingSpec,
    private readonly players: { readonly maker: Player; readonly judge: Player },
  ) {
    this.game = gameOf(players.maker.plan.head.loss)
  }

  /** @returns the tensors of the judge after its step. */
  teachJudge(input: InputLookup): Moved {
    const { judge } = this.players
    const real = this.run(judge, { input, turn: 'real' })
    const made = this.run(judge, { input: this.asData(this.make('first').row), turn: 'made' })
    const { labelSmoothing } = this.training
    const loss = this.game.judge(this.builder, real.logits, made.logits, labelSmoothing)
    const second = { prefix: JUDGE_NUMBERS, rate: this.training.discriminatorRate }
    const moved = this.learn(judge, { loss, second })
    moveStatistics(this.builder, judge.groups, real.updates)
    return moved
  }

  /** @returns the maker's loss. */
  teachMaker({ parameter, values }: Moved): Value {
    const { maker, judge } = this.players
    const { row, updates } = this.make('second')
    const judged = this.run({ ...judge, parameter }, { input: this.asData(row), turn: 'judged' })
    const loss = this.game.maker(this.builder, judged.logits)
    // The judge has learnt from made rows too, which must not be unlearnt through it.
    this.learn(maker, { loss, fixed: values })
    moveStatistics(this.builder, maker.groups, updates)
    return loss
  }

  /** Rows [batch, units] made of fresh random numbers. */
  private make(turn: string): { readonly row: Value; readonly updates: LoweredModel['updates'] } {
    const { maker } = this.players
    const { latentSize } = this.training
    const name = `mask:latent:${turn}`
    const draw = { kind: 'normal', deviation: 1 } as const
    this.masks.push({ name, shape: [latentSize], width: latentSize, draw })
    const latent = feature(this.builder.input(name, 'mask', floats('batch', latentSize)))
    const { logits, updates } = this.run(maker, { input: () => latent, turn })
    return { row: addPredictions(this.builder, maker.plan.head, logits), updates }
  }

  private asData(row: Value): InputLookup {
    const made = shapeRows(this.builder, this.players.maker.plan, row)
    return () => made
  }

  private run(
    { plan, parameter }: Player,
    { input, turn }: { readonly input: InputLookup; readonly turn: string },
  ): LoweredModel {
    const lowered = lowerLayers(this.builder, plan, { parameter, input, isTraining: true, turn })
    this.masks.push(...lowered.masks)
    return lowered
  }

  /** @returns the network after the step. */
  private learn({ plan, groups, parameter }: Player, { loss, second, fixed = [] }: Lesson): Moved {
    const { builder, training } = this
    const penalties = addPenaltySettings(builder, plan, parameter)
    const trained = groups.filter(({ group }) => group.isTrained)
    const learnt = trained.flatMap(({ members }) => members)
    const gradients = differentiate(builder, addPenalties(builder, loss, penalties), {
      targets: learnt,
      fixed,
    })
    const rule = second ? { second } : {}
    const { fed, moved } = addOptimizer(builder, training, { groups: trained, gradients, ...rule })
    this.settings.push(
      ...fixedNumbers(fed, training),
      ...penalties.map(({ name, value }) => ({ name, value })),
    )
    this.schedules.push(...fed.filter(isScheduled).map(({ name, at }) => ({ name, at })))
    const still = groups.filter(({ group }) => !group.isTrained)
    const after = lookUp([
      ...trained.flatMap(({ group }, index) => membersOf(builder, group, moved[index])),
      ...still.flatMap(({ group, members }) =>
        group.members.map(({ name }, place) => [name, members[place] ?? loss] as const),
      ),
    ])
    return { parameter: after, values: moved }
  }
}

function isScheduled(number: FedNumber): boolean {
  return number.isScheduled
}

/** The parameters in a tensor that has moved. */
function membersOf(
  builder: GraphBuilder,
  { members }: WeightGroup['group'],
  moved: Value | undefined,
): (readonly [string, Value])[] {
  invariant(moved, 'every group moves')
  if (members.length === 1) return members.map(({ name }) => [name, moved] as const)
  const values = builder.node('unpack', [moved], { shapes: members.map(({ shape }) => shape) })
  return members.map(({ name }, index) => [name, values[index] ?? moved] as const)
}
