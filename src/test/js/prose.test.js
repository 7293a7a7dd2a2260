/*
 * Licensed to the Apache Software Foundation (ASF) under one
 * or more contributor license agreements.  See the NOTICE file
 * distributed with this work for additional information
 * regarding copyright ownership.  The ASF licenses this file
 * to you under the Apache License, Version 2.0 (the
 * "License"); you may not use this file except in compliance
 * with the License.  You may obtain a copy of the License at
 *
 * http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing,
 * software distributed under the License is distributed on an
 * "AS IS" BASIS, WITHOUT WARRANTIES OR CONDITIONS OF ANY
 * KIND, either express or implied.  See the License for the
 * specific language governing permissions and limitations
 * under the License.
 */

/** The list of terms refuses what it is meant to refuse, names the term to use, and lets usual sentences pass. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { commentsOf } from '../../build/prose/comments.js';
import { boldWithoutLabel } from '../../build/prose/guides.js';
import { deadLinks } from '../../build/prose/links.js';
import { findTerms, message, termsOf } from '../../build/prose/terms.js';

const english = termsOf('en');

/** @type {(text: string, list?: import('../../build/prose/terms.js').Term[]) => string} */
const findings = (text, list = english) => findTerms(text, list).map(message).join('; ');

/** What the pages once showed, and a part of the term that replaces it. */
const LABELS = {
  'In order': 'OK', 'Look at it': 'Warning', 'Wrong': 'Error', 'Not known': 'Unknown', 'Found, and what to do': 'Details',
  'Last heard of': 'Last event', 'Listed anew since the start': 'Resyncs', 'Calls not kept': 'Calls lost',
  'File of calls that wait': 'Journal backlog', 'Telephone system reached': 'PBX connected', 'Telephone system away': 'PBX offline',
  'Nobody is waiting.': 'No calls waiting', 'matched on the full number': 'Exact match', 'matched on its digits': 'Digits match',
  'matched on the last digits only': 'Possible match', 'as somebody said before': 'Confirmed by', 'Look up': 'Find caller',
  'Correct': 'Change contact', 'Who is it?': 'Select contact', 'Call again: {name}': 'Redial',
  'the caller hung up before anybody answered': 'Abandoned', 'missed: the phone rang and the caller hung up': 'Missed',
  'the extension is busy': 'Busy', 'did not answer': 'No answer', 'declined at the extension': 'Declined',
  'phone is not registered': 'Offline', 'Talked': 'Talk time', 'Waited': 'Wait time', 'Result (needed)': 'Disposition',
  'Reason for the call': 'Reason', 'Wrap-up: the time is over. Choose the result, then press Done.': 'Choose a disposition',
  'More time': 'Extend', 'Done': 'Finish', 'To be answered within (seconds)': 'Service level target', 'Ring time': 'Ring timeout',
  'Time to write up a call': 'Wrap-up time', 'Offered to all, the first to claim has it': 'Ring all consoles',
  'How calls reach the group': 'Call sources', 'Entry': 'Source', 'Listed by the server': 'Discovered', 'Name on the server': 'Endpoint',
  'Folder of recordings': 'Recordings folder', 'Context that phones dial from': 'Internal context',
  'Context for claimed calls': 'Claim context', 'Context for waiting calls': 'Waiting context', 'Where the PBX is': 'Connect',
  'What its user may do': 'Permissions', 'Where calls are sent': 'Dialplan', 'Who has which phone': 'Extensions', 'A first group': 'Group',
  'A call each way': 'Test', 'It is there.': 'Found', 'It is not in the dialplan.': 'Missing', 'Take back': 'Undo',
  'As delivered': 'Default', 'Back to the file': 'Reset', 'Comes from': 'Source', 'Take over these rows': 'Import',
  'Show what would happen': 'Preview', 'What becomes of each row': 'Result', 'Make all keys anew': 'Rebuild index',
  'Numbers that are not looked up': 'Ignored numbers', 'Who may call which numbers': 'Dialing rules',
  'is no telephone number': "isn't a valid",
};

const SENTENCES = {
  'Mend the dialplan.': 'fix', 'The page says so in words.': 'message', 'It reconnects by itself.': 'automatically',
  'The note stands in OFBiz.': 'is in', 'Run it at the PBX.': 'on the PBX', 'Calls that come by a line (trunk).': 'trunk',
  'The desk decides.': 'call distributor', 'The teller runs it.': 'executor', 'A keeper of states.': 'writer', 'An inquiry.': 'lookup',
  'The announcer.': 'notifier', 'Staff of our house.': 'agents', 'A visitor of the page.': 'user', 'The flood gate closes.': 'rate limiter',
  'The story of a call.': 'call summary', 'Other rooms know nothing of it.': 'package', 'The agent is told why.': 'message',
  'the telephone\nsystem': 'PBX', 'The agent takes it back.': 'Undo', 'They write up the call.': 'wrap-up',
};

for (const [text, term] of Object.entries({ ...LABELS, ...SENTENCES })) {
  test(`refuses "${text.replace('\n', ' ')}"`, () => assert.ok(findings(text).includes(term), findings(text) || 'nothing was found'));
}

test('lets the usual terms pass', () => {
  const text = 'The PBX did not answer within 10 s. Events are handled in order, and recordings need no folder. The desk phone rings; the caller '
    + 'waited 20 s and talked for a minute. Choose the correct entry and press Finish when you are done.';
  assert.equal(findings(text), '');
});

test('reads the comments of sources, and neither code nor texts', () => {
  const source = `/* Licensed to the Apache Software Foundation: whoever */
/** The desk {@code anew}, of {@link Teller}. @param staff
 * mends it. */
String s = "// whoever"; // dialled \`anew\`
`;
  const comments = commentsOf(source);
  assert.equal(comments.length, source.length, 'places stay what they are');
  assert.equal(findings(comments, english.filter((term) => term.comments)),
    '"desk": use call distributor; "mends": use fix; "dialled": use US spelling: call center, dialed, canceled, behavior, color, recognized, '
    + 'synchronized, organization');
});

/** What labels once said, and a part of the term that replaces it. */
const OTHER_LANGUAGES = {
  fr: { 'reconnu au numéro complet': 'Correspondance exacte', "Personne n'attend.": 'Aucun appel', 'En garde': 'En attente',
    'Issue': 'Résultat', 'Il se reconnecte de lui-même.': 'automatiquement', 'Utilisez la fiche du serveur.': 'paramètres',
    'Tous les droits': 'autorisation', 'Comment les appels lui parviennent': "Source d'appels", 'Postes et lignes': 'Trunk',
    'Corriger': 'Changer le contact', 'Save the settings with your login': 'texte français' },
  de: { 'an der ganzen Nummer erkannt': 'Exakter Treffer', 'Niemand wartet.': 'Keine wartenden Anrufe', 'Aufnahme': 'Aufzeichnung',
    'Leitungen': 'Trunk', 'Es wird von selbst neu verbunden.': 'automatisch', 'Nebenstelle aus dem eigenen Haus': 'Callcenter',
    'Nicht bekannt': 'Unbekannt', 'In Ordnung': 'OK', 'Wieder anrufen: {name}': 'Wahlwiederholung', 'Mehr Zeit': 'Verlängern',
    'Wie Anrufe zur Gruppe kommen': 'Anrufquelle', 'Save the settings with your login': 'deutschen Text' },
};

for (const [language, texts] of Object.entries(OTHER_LANGUAGES)) {
  const list = termsOf(language);
  for (const [text, term] of Object.entries(texts)) {
    test(`refuses "${text}" in ${language}`, () => assert.ok(findings(text, list).includes(term), findings(text, list) || 'nothing was found'));
  }
}

test('lets usual French and German pass', () => {
  assert.equal(findings('Le poste est hors ligne : vérifiez write = system,call dans manager.conf.', termsOf('fr')), '');
  assert.equal(findings('Der Anruf wartet auf einen Agenten. Prüfen Sie write = system,call in manager.conf.', termsOf('de')), '');
});

test('a word that is a state in one label is refused on the button of another', () => {
  const done = english.filter((term) => term.use === 'Finish');
  assert.deepEqual(done.map((term) => [term.keys.test('AsteriskConsoleWrapUpDone'), term.keys.test('AsteriskTestState_DONE')]), [[true, false]]);
});

test('what a guide shows in bold is a label', () => {
  const labels = ['Call center', '2. Permissions', 'Redial: {name}', 'Save and test', '${value}'];
  const guide = 'Open **Call center > Permissions**,\npress **Save and test** or **Redial**.\nPress **Save & try**. **Result:** it works.';
  assert.deepEqual(boldWithoutLabel(guide, labels), [{ line: 3, text: 'Save & try' }]);
});

test('a link that leads nowhere is found, to a file or to a heading', () => {
  const page = '# One & two\n\n[there](README.md) [code](docs/hooks.md#guarantees) [far](https://example.com)\n'
    + '[gone](docs/gone.md), ![x](y.png) [part](#three)\n```\n[in code](nowhere)\n```\n';
  const here = deadLinks('.', 'README.md', page);
  assert.deepEqual(here.map((found) => [found.line, found.text]), [[4, 'docs/gone.md'], [4, 'y.png'], [4, '#three']]);
});

test('the linter ends with 1 and says where, what and what instead', (context) => {
  const folder = mkdtempSync(join(tmpdir(), 'prose-'));
  context.after(() => rmSync(folder, { recursive: true }));
  const page = join(folder, 'page.md');
  const lint = () => spawnSync(process.execPath, ['src/build/prose/lint.js', page], { encoding: 'utf8' });

  writeFileSync(page, '# Title\n\nPress **Done**, and `desk` is code. The telephone\nsystem answers.\n');
  const refused = lint();
  assert.equal(refused.status, 1, refused.stderr);
  assert.match(refused.stdout, /page\.md:3:\d+: "Done": use Finish\n.*page\.md:3:\d+: "telephone system": use PBX .*\n2 findings/u);

  writeFileSync(page, '# Title\n\nPress **Finish**, and `desk` is code. The PBX answers.\n');
  assert.equal(lint().status, 0);
});
