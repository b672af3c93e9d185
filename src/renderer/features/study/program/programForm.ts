import { reactive } from 'vue'
import { newRow, type ParameterRow } from './parameterRow'

/** What is said of a program; how its trials are chosen is in the form of every study. */
export function emptyProgram() {
  return reactive({
    line: '',
    folder: '',
    metric: 'val_loss',
    direction: 'minimize' as 'minimize' | 'maximize',
    /** Steps that a whole run reports. */
    steps: 1,
    trialMinutes: null as number | null,
    rows: [newRow({ name: 'lr', low: 1e-4, high: 0.1, isLog: true })] as ParameterRow[],
    /** An expression a line. */
    constraints: '',
  })
}
export type ProgramForm = ReturnType<typeof emptyProgram>
