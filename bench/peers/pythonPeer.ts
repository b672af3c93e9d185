import { spawn } from 'node:child_process'
import { resolve } from 'node:path'
import { createInterface } from 'node:readline'
import type { Peer, Work } from '../training/works'

interface PythonScript {
  readonly python: string
  readonly script: string
  readonly args?: readonly string[]
}

/** A peer in a Python process of its own; see works.py for what the two say to each other. */
export function openPythonPeer(name: string, { python, script, args = [] }: PythonScript): Peer {
  const child = spawn(python, [resolve(import.meta.dirname, script), ...args], {
    stdio: ['pipe', 'pipe', 'ignore'],
  })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const ask = async (question: object): Promise<Record<string, unknown>> => {
    child.stdin.write(`${JSON.stringify(question)}\n`)
    const answer = await lines.next()
    if (answer.done) throw new Error(`${name} died`)
    return JSON.parse(answer.value) as Record<string, unknown>
  }
  return {
    name,
    async open(work: Work) {
      await ask({ open: work })
      return async () => Number((await ask({ round: true }))['msPerStep'])
    },
    close: () => Promise.resolve(void child.stdin.end()),
  }
}
