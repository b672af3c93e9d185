import { describe, expect, it } from 'vitest'
import { pythonExample } from './pythonExample'

const always = (name: string) => ({ name, parent: '' })

describe('pythonExample', () => {
  it('takes the parameters from their file and reports every step', () => {
    const rows = [always('learning-rate'), { name: 'momentum', parent: 'optimizer' }]
    expect(pythonExample(rows, 'val_loss', 10)).toBe(`import json
import os

with open(os.environ["FETTLE_PARAMETERS"]) as file:
    p = json.load(file)
learning_rate = p["learning-rate"]
momentum = p.get("momentum")

for step in range(1, 11):
    val_loss = train_one_step(learning_rate, momentum)
    print(json.dumps({"step": step, "val_loss": val_loss}), flush=True)`)
  })

  it('reports once where a trial has one step, and keeps clear of words of the language', () => {
    const text = pythonExample([always('lambda'), always('2nd')], 'loss', 1)
    expect(text).toContain('_lambda = p["lambda"]\n_2nd = p["2nd"]')
    expect(text).toMatch(
      /\nloss = train\(_lambda, _2nd\)\nprint\(json\.dumps\(\{"loss": loss\}\), flush=True\)$/,
    )
  })
})
