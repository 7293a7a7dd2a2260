/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */

// Click to call from another webapp: first a page of the call centre opens a session there by the external login key and
// gives that session's token, then the call is asked for with it.
const said = document.getElementById('call-state');

async function originate(fields) {
    const key = document.querySelector('meta[name="external-login-key"]').content;
    const headers = { 'X-Requested-With': 'XMLHttpRequest' };
    const page = await fetch(`/asterisk/control/console?externalLoginKey=${encodeURIComponent(key)}`, { headers });
    const token = new DOMParser().parseFromString(await page.text(), 'text/html').querySelector('meta[name="csrf-token"]')?.content ?? '';
    const answer = await fetch('/asterisk/control/originateCall', {
        method: 'POST', body: new URLSearchParams(fields), headers: { ...headers, Accept: 'application/json', 'X-CSRF-Token': token },
    });
    return answer.json();
}

document.addEventListener('click', async (event) => {
    const button = event.target.closest('button.call');
    if (!button) {
        return;
    }
    button.disabled = true;
    said.textContent = `${button.dataset.number} …`;
    try {
        const answer = await originate({ contactMechId: button.dataset.contactMechId, partyId: button.dataset.partyId });
        said.textContent = answer.ok === false ? answer.message : `${button.dataset.number} ☎`;
    } catch (failure) {
        said.textContent = String(failure);
    } finally {
        button.disabled = false;
    }
});
