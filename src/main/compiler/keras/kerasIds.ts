/** @file Names of Keras as ids of layers: `conv2d_1` becomes `conv2d1`. */
import { DATA_ID, TRAINING_ID } from '../../../shared/domain/settingCatalogue'

const LONGEST = 31

export class KerasIds {
  private readonly ids = new Map<string, string>()
  private readonly taken = new Set([TRAINING_ID, DATA_ID])

  constructor(names: readonly string[]) {
    for (const name of names) this.ids.set(name, this.free(toCamelCase(name)))
  }

  of(name: string): string {
    return this.ids.get(name) ?? name
  }

  private free(wanted: string): string {
    let id = wanted
    for (let count = 2; this.taken.has(id); count++) {
      const ending = String(count)
      id = wanted.slice(0, LONGEST - ending.length) + ending
    }
    this.taken.add(id)
    return id
  }
}

function toCamelCase(name: string): string {
  const words = name.split(/[^A-Za-z0-9]+/).filter((word) => word !== '')
  const joined = words.map((word, index) => (index === 0 ? word : capital(word))).join('')
  const start = /^[A-Za-z]/.test(joined) ? joined : `layer${joined}`
  return (start.slice(0, 1).toLowerCase() + start.slice(1)).slice(0, LONGEST)
}

function capital(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1)
}
