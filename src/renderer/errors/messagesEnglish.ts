import { DATA_ENGLISH } from './dataMessagesEnglish'
import { ENGINE_ENGLISH } from './engineMessagesEnglish'
import { MODEL_ENGLISH } from './modelMessagesEnglish'
import type { ErrorMessages } from './types'

const REPORT = 'Nothing you entered is lost. Try again; if it comes back, copy the details and report it.'

export const ENGLISH: ErrorMessages = {
  ...DATA_ENGLISH,
  ...MODEL_ENGLISH,
  ...ENGINE_ENGLISH,
  'app/cancelled': { title: 'Cancelled', text: 'This was stopped before it was done.', action: '' },
  'app/core-restarted': {
    title: 'The engine was restarted',
    text: 'The part of Fettle that does the work stopped and was started again. What was saved is safe.',
    action: 'Try again.',
  },
  'app/not-found': {
    title: 'This {what} is not there',
    text: 'It may have been removed in another window.',
    action: 'Go back to the list and open it again.',
  },
  'bug/invariant': { title: 'Something went wrong in Fettle', text: '{message}', action: REPORT },
  'bug/unexpected': { title: 'Something went wrong in Fettle', text: '{message}', action: REPORT },
  'contract/bad-request': {
    title: 'Two parts of Fettle did not understand each other',
    text: 'The message {channel} was not in the expected form.',
    action: REPORT,
  },
  'contract/unknown-channel': {
    title: 'Two parts of Fettle did not understand each other',
    text: 'The message {channel} is unknown.',
    action: 'Restart Fettle, so that both parts are of the same version.',
  },
  'model/invalid': {
    title: 'The model does not fit together yet',
    text: 'Something is wrong at {path}.',
    action: 'Mend the marked layer.',
  },
  'space/file-invalid': {
    title: 'The search space cannot be used',
    text: '“{parameter}” {problem}.',
    action: 'Mend the file of the search space and try again.',
  },
  'space/constraint-name': {
    title: 'A constraint names what is not searched',
    text: 'Nothing that varies is called “{name}” in “{constraint}”. The nearest name is “{nearest}”.',
    action: 'Write the name as the table of parameters has it.',
  },
  'space/constraint-syntax': {
    title: 'A constraint cannot be read',
    text: 'In “{constraint}”, “{found}” cannot stand at place {position}.',
    action: 'Mend the constraint there; an example is hidden.units * stack.times <= 512.',
  },
  'space/constraint-type': {
    title: 'A constraint mixes what does not go together',
    text: 'In “{constraint}”, place {position} has a value of the kind {found} where {expected} is wanted.',
    action: 'Compare numbers with numbers and names with names; a constraint as a whole is true or false.',
  },
  'space/invalid': {
    title: 'A range cannot be searched',
    text: 'The range of {parameter} is not valid.',
    action: 'Mend the range: low below high, and above zero on a log scale.',
  },
  'trial/command-failed': {
    title: 'The program failed',
    text: 'It ended with {exit}. Its last words: {words}',
    action: 'Read its log, mend the cause and try the trial again.',
  },
  'trial/command-gap': {
    title: 'A parameter is missing in this trial',
    text: 'The command names “{name}”, which does not exist with the other settings of this trial.',
    action: 'Hand it over by the environment or the file of parameters instead, which hold what exists.',
  },
  'trial/command-late': {
    title: 'The program took too long',
    text: 'It was ended after {seconds} seconds.',
    action: 'Allow it more time, or search a smaller range.',
  },
  'trial/command-missing': {
    title: 'The program cannot be started',
    text: '{program} could not be started.',
    action: 'Check that it is installed, that its name is right and that its folder is there.',
  },
  'trial/command-silent': {
    title: 'The program told no result',
    text: 'It ended well but never printed “{metric}”.',
    action: 'Let it print a line of JSON with that name and a number.',
  },
  'study/runs-command': {
    title: 'This study has no model',
    text: 'Its trials are runs of a program; Fettle holds neither its model nor its data.',
    action: 'Look at what the program itself has kept.',
  },
  'study/wrong-state': {
    title: 'That is not possible now',
    text: 'The study is {state}.',
    action: 'Wait a moment and look at its state again.',
  },
  'study/nothing-trained': {
    title: 'No trial is complete yet',
    text: 'There is no trained model to use.',
    action: 'Run the study until at least one trial is done.',
  },
  'study/test-sealed': {
    title: 'The test set is sealed',
    text: 'Its rows are shown only after it was opened.',
    action: 'Open the test set when you have decided on a winner.',
  },
  'study/test-already-open': {
    title: 'The test set was opened already',
    text: 'It was opened for trial {trialNumber}; a second look would make its figures too good to be true.',
    action: '',
  },
  'foreign/unreadable': {
    title: 'No results were found',
    text: '{name} holds no results that can be read.',
    action:
      'Choose a CSV with a column a parameter, a database or journal of Optuna, or a folder of KerasTuner.',
  },
  'foreign/several-studies': {
    title: 'The file holds several studies',
    text: '{name} holds {studies}.',
    action: 'Say which one is meant.',
  },
  'foreign/no-study': {
    title: 'There is no such study in the file',
    text: '{name} holds no study “{study}”, but {studies}.',
    action: 'Choose one of them.',
  },
  'trial/no-weights': {
    title: 'Trial {number} has no trained model',
    text: 'It did not finish, or its weights were removed.',
    action: 'Choose another trial, or run this one again.',
  },
  'training/diverged': {
    title: 'Training diverged',
    text: 'The loss became infinite at epoch {step}. The study goes on.',
    action: 'A lower learning rate usually helps.',
  },
  'training/negative-target': {
    title: 'The target has negative values',
    text: 'A Poisson loss counts, and nothing can be counted fewer than zero times.',
    action: 'Choose another loss, or a target that is zero or more.',
  },
  'training/out-of-memory': {
    title: 'Out of memory',
    text: 'The model and its batch did not fit into memory. The study goes on.',
    action: 'Use smaller batches or fewer units, or run fewer trials at the same time.',
  },
  'diagnosis/two-networks': {
    title: 'Two networks have no such test',
    text: 'Here two networks are trained against each other: the loss of one follows from the other, not from the learning rate or the batch alone.',
    action: 'Search the learning rate and the discriminator’s share of it in a study instead.',
  },
  'diagnosis/gone': {
    title: 'This finding no longer holds',
    text: 'The trial has gone on since, and its diagnosis is another one now.',
    action: 'Look at the diagnosis again and choose from what it says now.',
  },
  'training/over-memory': {
    title: 'Too little memory',
    text: 'This training would need {neededBytes}; {availableBytes} may be used now. It was not begun.',
    action: 'Use smaller batches or fewer units, close other programs, or run fewer trials at the same time.',
  },
  'training/no-device': {
    title: 'No graphics card was found',
    text: 'This machine has nothing that {device} could run on, or its driver is too old.',
    action: 'Choose “auto” or the CPU in Settings → Compute.',
  },
  'training/worker-crashed': {
    title: 'The training process ended unexpectedly',
    text: 'It ended with {exit}. The study goes on.',
    action: 'Run the trial again; if it fails again, try a smaller model.',
  },
  'training/worker-hung': {
    title: 'The training process did not answer',
    text: 'It was silent for {seconds} s and was ended. The study goes on.',
    action: 'Run the trial again, or fewer trials at the same time.',
  },
  'training/failed': {
    title: 'Training failed',
    text: '{message}',
    action: 'Run the trial again or change its settings.',
  },
  'training/core-died': {
    title: 'Fettle was ended during this trial',
    text: 'Everything up to its last saved epoch is kept.',
    action: 'Continue the study, or run the trial again.',
  },
  'predict/matches': {
    title: 'This model compares rows',
    text: 'It answers with the known rows nearest to a new one, not with a prediction.',
    action: 'Open “Match” on the page of the trial.',
  },
  'predict/not-a-number': {
    title: '“{column}” needs a number',
    text: '“{value}” is not one.',
    action: 'Enter a number, such as 3.5.',
  },
  'predict/missing-column': {
    title: 'The file has no column “{column}”',
    text: 'The model needs it to predict.',
    action: 'Add the column, or check the header of the file.',
  },
  'predict/missing-cell': {
    title: '“{column}” is needed',
    text: 'The model cannot predict without it.',
    action: 'Fill it in and try again.',
  },
  'predict/not-a-picture': {
    title: '“{column}” is no picture that can be read',
    text: 'Its file is broken, or of a format that Fettle does not know.',
    action: 'Choose a JPEG, PNG, WebP, GIF, BMP or TIFF file.',
  },
  'predict/too-few-rows': {
    title: 'Too few rows',
    text: 'The model looks at {lookback} rows that follow each other.',
    action: 'Predict a file with at least as many rows.',
  },
  'predict/no-target': {
    title: 'This model predicts nothing',
    text: 'It gives rows back, or makes new ones.',
    action: 'Export it as ONNX to use it elsewhere.',
  },
  'store/locked': {
    title: 'The data folder is in use',
    text: 'Another Fettle has {path} open. Nothing was changed.',
    action: 'Close the other one and try again.',
  },
  'store/corrupt': {
    title: 'The database is damaged',
    text: '{path} could not be read. It was left as it is.',
    action: '“npm run -s fettle -- recover” sets it aside and goes on from the newest backup: {backup}.',
  },
  'store/newer-schema': {
    title: 'The data folder is of a newer Fettle',
    text: 'It has version {found}; this Fettle knows {known}. Nothing was changed.',
    action: 'Update Fettle.',
  },
  'store/read-only': {
    title: 'The data folder cannot be written',
    text: '{path} is read-only.',
    action: 'Allow writing there, or choose another data folder.',
  },
}
