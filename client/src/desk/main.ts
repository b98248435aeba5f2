import '../styles/tokens.css';
import '../styles/base.css';
import '../styles/controls.css';
import { mount } from 'svelte';
import '../ui/theme.svelte';
import Desk from './Desk.svelte';

const target = document.getElementById('app');
if (!target) throw new Error('desk.html has no #app');
target.replaceChildren();
export default mount(Desk, { target });
