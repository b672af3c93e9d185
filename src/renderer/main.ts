import './arrayMethods'
import { createPinia } from 'pinia'
import { createApp } from 'vue'
import App from './App.vue'
import { connect, connectionKey } from './api'
import { createWords } from './i18n'
import { createAppRouter } from './router'
import './styles/tokens.css'
import './styles/base.css'
import './ui/field.css'
import './ui/menu.css'

createApp(App)
  .provide(connectionKey, connect())
  .use(createPinia())
  .use(createWords())
  .use(createAppRouter())
  .mount('#app')
