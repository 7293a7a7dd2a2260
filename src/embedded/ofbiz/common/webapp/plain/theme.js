/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
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
