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
