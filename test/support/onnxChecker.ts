/** @file The checker of the ONNX standard, where a Python has it. */
import { spawnSync } from 'node:child_process'
import { resolve } from 'node:path'

/** Prints the operator sets of each file that the checker finds nothing wrong with. */
const CHECK = `
import sys, onnx
for name in sys.argv[1:]:
    model = onnx.load(name)
    onnx.checker.check_model(model, full_check=True)
    assert all(not node.domain for node in model.graph.node)
    print(" ".join(f"{entry.domain or 'ai.onnx'} {entry.version}" for entry in model.opset_import))
    print("keys", " ".join(sorted(entry.key for entry in model.metadata_props)))
`

/** @returns a Python with the package onnx; null where there is none. */
export function findPython(): string | null {
  const candidates = [process.env['FETTLE_PYTHON'], resolve('.venv-peers/bin/python'), 'python3']
  const found = candidates.find(
    (python) => python !== undefined && spawnSync(python, ['-c', 'import onnx']).status === 0,
  )
  return found ?? null
}

export interface Checked {
  /** What is wrong; "" where nothing is. */
  readonly complaint: string
  /** Of each file. */
  readonly operatorSets: readonly string[]
  readonly keys: readonly (readonly string[])[]
}

export function checkModels(python: string, files: readonly string[]): Checked {
  const { stderr, stdout } = spawnSync(python, ['-c', CHECK, ...files], { encoding: 'utf8' })
  const lines = stdout.trim().split('\n')
  return {
    complaint: stderr,
    operatorSets: lines.filter((line) => !line.startsWith('keys')),
    keys: lines.filter((line) => line.startsWith('keys')).map((line) => line.split(' ').slice(1)),
  }
}
