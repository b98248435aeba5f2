import '../styles/tokens.css';
import '../styles/base.css';
import { mount } from 'svelte';
import '../ui/theme.svelte';
import Status from './Status.svelte';

const target = document.getElementById('status');
if (!target) throw new Error('status.html has no #status');
target.replaceChildren();
export default mount(Status, { target });
