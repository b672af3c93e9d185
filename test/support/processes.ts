/** Looks at processes from outside, as a system monitor does. */
import { execFileSync } from 'node:child_process'

/** @returns the ids of the children of a process whose command line holds a text. */
export function findChildren(parentId: number, text: string): number[] {
  const listing = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' })
  return listing.split('\n').flatMap((line) => {
    const [, id, parent, command = ''] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? []
    return Number(parent) === parentId && command.includes(text) ? [Number(id)] : []
  })
}

export function isAlive(processId: number): boolean {
  try {
    process.kill(processId, 0)
    return true
  } catch {
    return false
  }
}

/** Waits until a process is gone. @returns false when it still lives after the limit. */
export async function waitForEnd(processId: number, limitMs: number): Promise<boolean> {
  for (let waitedMs = 0; waitedMs < limitMs; waitedMs += 50) {
    if (!isAlive(processId)) return true
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  return !isAlive(processId)
}
