import type { english } from '../en'
import { analysis } from './analysis'
import { backbone } from './backbone'
import { common } from './common'
import { compare } from './compare'
import { compress } from './compress'
import { diagnosis } from './diagnosis'
import { explain, mistakes } from './explain'
import { engine } from './engine'
import { home } from './home'
import { data } from './data'
import { division } from './division'
import { layer } from './layer'
import { look } from './look'
import { match } from './match'
import { model } from './model'
import { inUse } from './inUse'
import { notes } from './notes'
import { program } from './program'
import { project } from './project'
import { reading } from './reading'
import { reason } from './reason'
import { recipe } from './recipe'
import { result } from './result'
import { sample } from './sample'
import { setting } from './setting'
import { settings } from './settings'
import { shell } from './shell'
import { steering } from './steering'
import { strategy } from './strategy'
import { studio } from './studio'
import { study } from './study'
import { trial } from './trial'
import { understand } from './understand'
import { version } from './version'

export const chinese: typeof english = {
  common,
  shell,
  compare,
  compress,
  diagnosis,
  explain,
  mistakes,
  engine,
  home,
  data,
  settings,
  setting,
  division,
  layer,
  look,
  match,
  model,
  inUse,
  notes,
  program,
  project,
  reading,
  reason,
  recipe,
  steering,
  strategy,
  study,
  trial,
  understand,
  analysis,
  backbone,
  version,
  result,
  sample,
  studio,
}
