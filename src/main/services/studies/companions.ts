import type { Assignment } from '../../../shared/domain/searchSpace'
import { MOST_MEMBERS } from '../../compiler'
import type { Forecast } from './forecast'
import type { LiveStudy } from './liveStudy'
import { familyOf } from './sharedWork'
import type { Structures } from './structures'

/** How far ahead of the next trial others are looked for: enough for a grid, little enough to cost nothing. */
const FAMILY_REACH = 2000
/** Fewer, as more has to be worked out for each, and trials should come more or less in their order. */
const STRUCTURE_REACH = 256

/** Of the name of a run that is no family; those of families are JSON. */
const ONLY = 'only '

export interface CompanionsOptions {
  readonly live: LiveStudy
  readonly forecast: Forecast
  /** Numbers of trials that wait and may be trained with others. */
  readonly waiting: () => readonly number[]
  /** Whether a trial has a checkpoint, which a run of its own goes on from. */
  readonly isBegun: (number: number) => boolean
  /** Whether new trials are made too. */
  readonly isPlanning: boolean
}

/** How work is shared out at this moment. */
export interface Shares {
  readonly structures: Structures
  /** Trials at the same time: no worker is to be idle while another has them all. */
  readonly parallel: number
  /** Whether every trial is trained by itself. */
  readonly isAlone: boolean
}

/** Finds who is trained with a trial. The answer follows from what is planned and what waits, never from who is how fast. */
export class Companions {
  readonly #options: CompanionsOptions
  readonly #families = new Map<number, string>()
  readonly #structures = new Map<number, string | null>()
  readonly #sizes = new Map<string | null, number>()

  constructor(options: CompanionsOptions) {
    this.#options = options
  }

  /** @returns the trial itself, and those that are one run or one program with it, each run with all its lengths. */
  of(number: number, { structures, parallel, isAlone }: Shares): number[] {
    if (isAlone) return [number]
    const structure = this.#structure(number, structures)
    const others = structure === null ? [] : this.#candidates(STRUCTURE_REACH)
    const alike = [number, ...others.filter((other) => this.#structure(other, structures) === structure)]
    const runs = [...new Set(alike.map((other) => this.#family(other)))]
    const chosen = new Set(runs.slice(0, this.#size(structure, runs.length / parallel)))
    const lengths = runs.some((run) => !run.startsWith(ONLY)) ? this.#candidates(FAMILY_REACH) : []
    const members = [...alike, ...lengths].filter((other) => chosen.has(this.#family(other)))
    return [...new Set(members)]
  }

  /** The plan is another one now, or a number was given to another trial: what was worked out does not hold. */
  forget(): void {
    this.#families.clear()
    this.#structures.clear()
    this.#sizes.clear()
  }

  /** Shared out once, so that the last trials of a structure do not go in ever smaller groups. */
  #size(structure: string | null, share: number): number {
    const size = this.#sizes.get(structure) ?? Math.min(MOST_MEMBERS, Math.ceil(share))
    if (structure !== null) this.#sizes.set(structure, size)
    return size
  }

  #candidates(reach: number): number[] {
    const { waiting, forecast, isPlanning } = this.#options
    return [...waiting(), ...(isPlanning ? forecast.numbers(reach) : [])]
  }

  /** Trials of one family are one run; a trial without one is a run of its own. */
  #family(number: number): string {
    const known = this.#families.get(number)
    if (known !== undefined) return known
    const assignment = this.#assignment(number)
    const family = (assignment && familyOf(this.#options.live.study, assignment)) ?? `${ONLY}${number}`
    this.#families.set(number, family)
    return family
  }

  #structure(number: number, structures: Structures): string | null {
    if (this.#options.isBegun(number)) return null
    const known = this.#structures.get(number)
    if (known !== undefined) return known
    const assignment = this.#assignment(number)
    const structure = assignment && structures.of(assignment)
    this.#structures.set(number, structure)
    return structure
  }

  #assignment(number: number): Assignment | null {
    const { live, forecast } = this.#options
    return live.board.get(number)?.assignment ?? forecast.assignment(number)
  }
}
