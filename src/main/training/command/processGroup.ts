/** @file A program with all the processes it starts: paused, continued and ended as one. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import type { CommandCall } from './commandLine'

/** What a program has to put its things away before it is killed. */
const GRACE_MS = 5000

export interface ProcessGroup {
  readonly child: ChildProcess
  /** Nothing on Windows, which cannot stop a process for a while. */
  pause(): void
  resume(): void
  /** Asks it to end, and kills it when it has not after five seconds. */
  end(): void
  kill(): void
}

export function startGroup(call: CommandCall, folder: string): ProcessGroup {
  const isWindows = process.platform === 'win32'
  const child = spawn(call.program, call.args, {
    cwd: folder,
    env: { ...process.env, PYTHONUNBUFFERED: '1', ...call.environment },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own, so that what it starts ends with it.
    detached: !isWindows,
    windowsHide: true,
  })
  const signal = (name: NodeJS.Signals): void => {
    const { pid } = child
    if (pid === undefined) return
    try {
      if (isWindows) spawnSync('taskkill', ['/pid', String(pid), '/T', '/F'])
      else process.kill(-pid, name)
    } catch {
      // It has ended already.
    }
  }
  const kill = (): void => signal('SIGKILL')
  return {
    child,
    pause: () => void (isWindows || signal('SIGSTOP')),
    resume: () => void (isWindows || signal('SIGCONT')),
    end: () => {
      signal('SIGTERM')
      // One that was stopped hears it only when it goes on.
      if (!isWindows) signal('SIGCONT')
      const timer = setTimeout(kill, GRACE_MS)
      child.once('close', () => clearTimeout(timer))
    },
    kill,
  }
}
