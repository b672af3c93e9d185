/** @file Writes the lines of a forward pass, and remembers which functions they call. */
import type { ActivationName } from '../../../../shared/domain/modelSpec'
import type { Argument, Code, Dialect, FunctionName } from './dialect'

/** What a layer reads or gives: the names of its numbers, and of what tells padding from steps. */
export interface Flow {
  readonly value: Code
  /** [n, steps] of ones and zeros; null where every step counts. */
  readonly mask: Code | null
}

export class Sketch {
  readonly lines: string[] = []
  readonly called = new Set<FunctionName>()

  constructor(private readonly dialect: Dialect) {}

  call(name: FunctionName, ...args: readonly Argument[]): Code {
    this.called.add(name)
    return { code: `${name}(${args.map((argument) => this.write(argument)).join(', ')})` }
  }

  activate(name: ActivationName, x: Code): Code {
    return name === 'linear' ? x : { code: `${this.dialect.activations[name]}(${x.code})` }
  }

  /** The activation itself, as an argument. */
  activation(name: ActivationName): Code {
    return { code: this.dialect.activations[name] }
  }

  weight(name: string): Code {
    return { code: `w[${JSON.stringify(name)}]` }
  }

  /** Gives code a name of its own; what has one already keeps it. */
  name(name: string, value: Code): Code {
    if (/^[A-Za-z_]\w*$/.test(value.code)) return value
    this.lines.push(this.dialect.assign(name, value.code))
    return { code: name }
  }

  private write(argument: Argument): string {
    if (isList(argument)) return `[${argument.map((item) => this.write(item)).join(', ')}]`
    return typeof argument === 'object' && argument !== null ? argument.code : this.dialect.literal(argument)
  }
}

function isList(argument: Argument): argument is readonly Argument[] {
  return Array.isArray(argument)
}

/** Whether noise is drawn, in the scope of a forward pass. */
export const TRAINING: Code = { code: 'training' }
