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

// Asks before a form is sent that says so in data-confirm, on itself or on the button that was pressed.
document.addEventListener('submit', (event) => {
    const question = event.submitter?.dataset.confirm ?? event.target.dataset.confirm;
    if (question && !window.confirm(question)) {
        event.preventDefault();
    }
});

// Look-ups: the page that finds something is shown over the form, and what is chosen there goes into the field.
async function showChoices(dialog, address) {
    const answer = await fetch(address);
    const found = new DOMParser().parseFromString(await answer.text(), 'text/html');
    dialog.replaceChildren(...found.body.childNodes);
    dialog.querySelector('input')?.focus();
}

document.addEventListener('click', (event) => {
    const button = event.target.closest?.('button[data-lookup]');
    if (!button) {
        return;
    }
    const field = document.getElementById(button.dataset.lookup);
    const dialog = document.createElement('dialog');
    dialog.setAttribute('aria-label', button.getAttribute('aria-label'));
    dialog.addEventListener('submit', (sent) => {
        sent.preventDefault();
        showChoices(dialog, sent.target.action + '?' + new URLSearchParams(new FormData(sent.target)));
    });
    dialog.addEventListener('click', (chosen) => {
        const choice = chosen.target.closest('button[data-value]');
        if (choice) {
            field.value = choice.dataset.value;
            dialog.close();
        }
    });
    dialog.addEventListener('close', () => {
        dialog.remove();
        field.focus();
    });
    document.body.append(dialog);
    dialog.showModal();
    showChoices(dialog, button.dataset.address);
});
