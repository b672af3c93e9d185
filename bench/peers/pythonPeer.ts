import { spawn } from 'node:child_process'
import { resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { AppError } from '../../src/shared/errors/appError'
import type { Peer, Training, Work } from '../training/works'

interface PythonScript {
  readonly python: string
  readonly script: string
  readonly args?: readonly string[]
}

/** A peer in a Python process of its own, one a work; see works.py for what the two say to each other. */
export function createPythonPeer(name: string, { python, script, args = [] }: PythonScript): Peer {
  const command = [resolve(import.meta.dirname, script), ...args]
  return { name, open: (work) => openTraining(name, [python, ...command], work) }
}

async function openTraining(name: string, [python = '', ...args]: string[], work: Work): Promise<Training> {
  const child = spawn(python, args, { stdio: ['pipe', 'pipe', 'pipe'] })
  let complaint = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (complaint = (complaint + text).slice(-2000)))
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const ask = async (question: object): Promise<Record<string, unknown>> => {
    child.stdin.write(`${JSON.stringify(question)}\n`)
    const answer = await lines.next()
    if (answer.done) throw new AppError('bug/unexpected', { message: `${name} died: ${complaint}` })
    return JSON.parse(answer.value) as Record<string, unknown>
  }
  const opened = await ask({ open: work })
  return {
    msBefore: Number(opened['msBefore']),
    trainEpoch: async () => Number((await ask({ round: true }))['msPerStep']),
    close: () => child.stdin.end(),
  }
}
