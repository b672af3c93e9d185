/** Trials and studies side by side, and which columns a board has. */
export const compare = {
  column: 'Compare',
  columns: 'Columns',
  choose: 'Compare trial {n}',
  chooseHint: 'Space chooses the marked row',
  chosen: 'Compare {n}',
  chosenOne: 'Choose another to compare',
  clear: 'Forget what is chosen for the comparison',
  trials: 'One trial | {n} trials side by side',
  curves: 'Validation {metric} by epoch',
  line: 'Result and settings',
  training: '{metric}, training',
  same: 'One setting is the same in all: show it, too | {n} settings are the same in all: show them, too',
  forget: 'Leave {name} out',
}
