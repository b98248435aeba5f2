import { mount } from 'svelte'
import App from './App.svelte'
import { start } from './data'

start()

const target = document.getElementById('app')
if (!target) throw new Error('index.html has no #app')
export default mount(App, { target })
