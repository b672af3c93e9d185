/** @file All assignments of a conditional space in one numbered list, without writing the list down. */
import type { Assignment, Parameter, SearchSpace } from '../../../shared/domain/searchSpace'
import { holds } from './conditions'
import { withFollowers, withoutFollowers } from './followers'
import type { Levels } from './levels'

/** Numbered assignments; no two are equal. Sizes are exact, however large. */
export interface AssignmentTree {
  readonly size: bigint
  /** @returns assignment `index`, from 0n; the last parameter varies fastest. */
  at(index: bigint): Assignment
}

/** Something that is counted and, for an index below `size`, writes its part of an assignment. */
interface Counted {
  readonly size: bigint
  write(index: bigint, into: Assignment): void
}

/** Parameters that follow add no assignments. @returns the tree, or null where a parameter that can exist has no countable levels. */
export function createAssignmentTree(
  space: SearchSpace,
  levelsOf: (parameter: Parameter) => Levels | null,
): AssignmentTree | null {
  const leading = withoutFollowers(space)
  const forest = new TreeBuilder(leading, levelsOf).forest(
    leading.parameters.filter(({ condition }) => !condition),
  )
  if (forest === null) return null
  return {
    size: forest.size,
    at: (index) => {
      const values: Assignment = {}
      forest.write(index, values)
      return withFollowers(space, values)
    },
  }
}

class TreeBuilder {
  private readonly nodes = new Map<string, Counted | null>()

  constructor(
    private readonly space: SearchSpace,
    private readonly levelsOf: (parameter: Parameter) => Levels | null,
  ) {}

  /** Independent parameters side by side: a mixed-radix number whose last digit runs fastest. */
  forest(parameters: readonly Parameter[]): Counted | null {
    const nodes: Counted[] = []
    for (const parameter of parameters) {
      const node = this.node(parameter)
      if (node === null) return null
      nodes.push(node)
    }
    return {
      size: nodes.reduce((product, node) => product * node.size, 1n),
      write: (index, into) => {
        let rest = index
        for (const node of nodes.toReversed()) {
          node.write(rest % node.size, into)
          rest /= node.size
        }
      },
    }
  }

  /** A child with several satisfying values of its parent is built once. */
  private node(parameter: Parameter): Counted | null {
    const built = this.nodes.get(parameter.name)
    if (built !== undefined) return built
    const node = this.build(parameter)
    this.nodes.set(parameter.name, node)
    return node
  }

  private build(parameter: Parameter): Counted | null {
    const levels = this.levelsOf(parameter)
    if (levels === null) return null
    const children = this.space.parameters.filter(({ condition }) => condition?.parameter === parameter.name)
    return children.length === 0 ? leaf(parameter, levels) : this.branch(parameter, levels, children)
  }

  /** Every level opens its own children: the sizes of the levels add up. */
  private branch(parameter: Parameter, levels: Levels, children: readonly Parameter[]): Counted | null {
    const blocks: Counted[] = []
    for (let index = 0; index < levels.size; index++) {
      const value = levels.at(index)
      const open = this.forest(children.filter(({ condition }) => condition && holds(condition, value)))
      if (open === null) return null
      blocks.push(open)
    }
    return {
      size: blocks.reduce((sum, block) => sum + block.size, 0n),
      write: (index, into) => {
        let rest = index
        for (const [level, block] of blocks.entries()) {
          if (rest < block.size) {
            into[parameter.name] = levels.at(level)
            block.write(rest, into)
            return
          }
          rest -= block.size
        }
      },
    }
  }
}

function leaf(parameter: Parameter, levels: Levels): Counted {
  return {
    size: BigInt(levels.size),
    write: (index, into) => {
      into[parameter.name] = levels.at(Number(index))
    },
  }
}
