import { afterEach, beforeEach, expect, test } from 'vitest';
import { Problem } from '../src/api/http';
import { Server } from './server';
import { Browser, Tab, until } from './tab';

let server: Server;
let browser: Browser;
beforeEach(() => {
  server = new Server();
  browser = new Browser(server);
});
afterEach(() => browser.end());

test('nobody signed in', async () => {
  server.signedIn = false;
  const { workspace } = new Tab(browser);
  expect(workspace.session.status).toBe('unknown');
  workspace.start();
  await until(() => workspace.session.status === 'signed-out');
  expect(workspace.session.expired).toBe(false);
  await workspace.session.signIn('attempt', { code: 'ABCDEFGH' });
  expect(workspace.session).toMatchObject({ status: 'signed-in', account: { email: 'mai@example.org' } });
  await workspace.teams.load();
  workspace.stop();
});

test('who was here last sees their work without a network', async () => {
  (await browser.tab()).close();
  server.down = true;
  const again = await browser.tab();
  expect(again.workspace.session.status).toBe('signed-in');
  expect(again.project.lists.map(({ name }) => name)).toEqual(['Cần làm', 'Đang làm']);
  expect(again.team.members.size).toBe(1);
  await again.workspace.teams.load();
});

test('signed out without a network: wiped at once, the server is told at the next start', async () => {
  const tab = await browser.tab();
  server.down = true;
  await tab.workspace.session.signOut();
  expect(tab.workspace.session.status).toBe('signed-out');
  server.down = false;
  const next = new Tab(browser);
  next.workspace.start();
  await until(() => next.workspace.session.status === 'signed-out');
  expect(server.signedIn).toBe(false);
  expect(browser.storage.length).toBe(0);
  next.close();
});

test('signing out in one tab signs out the others', async () => {
  const [one, two] = [await browser.tab(), await browser.tab()];
  await one.workspace.session.signOut();
  await until(() => two.workspace.session.status === 'signed-out');
});

test('a missing network and a refusal are told apart', async () => {
  const tab = await browser.tab();
  server.down = true;
  await expect(tab.workspace.session.terms()).rejects.toMatchObject({ status: 0, code: 'offline', passing: true });
  server.down = false;
  server.refusals.set('/invitations', { status: 422, code: 'invalid', field: 'email', detail: 'Địa chỉ chưa đúng.' });
  const refused = await tab.team.invite('x', 'member').catch((problem: Problem) => problem);
  expect(refused).toBeInstanceOf(Problem);
  expect(refused).toMatchObject({ code: 'invalid', detail: 'Địa chỉ chưa đúng.', field: 'email', passing: false });
});

test('a direct write whose answer was lost is sent again as the same one', async () => {
  const tab = await browser.tab();
  server.loseReplies = 1;
  await tab.team.invite('ban@example.org', 'member');
  await until(() => tab.team.seq === 2);
  expect(server.asked.filter((one) => one.endsWith('/invitations'))).toHaveLength(2);
});
