/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.asterisk;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import org.junit.jupiter.api.Test;

class ScriptFilterTest {

    @Test
    void givenAModuleWhenItIsSentThenItsCommentsStayBehindAndEachLineItsNumber() {
        String module = """
                /*
                 * Licence
                 */
                /** @import {A} from './a.js' */
                import { a } from './a.js';

                /**
                 * Says a.
                 */
                export function say() {
                  // twice
                  const text = /** @type {string} */ (a); // as it is
                  /** @type {string} */ (text).trim();
                  return 'http://x /* no comment */';
                }
                """;
        assertThat(ScriptFilter.withoutComments(module), is("""




                import { a } from './a.js';




                export function say() {

                  const text = /** @type {string} */ (a); // as it is
                (text).trim();
                  return 'http://x /* no comment */';
                }
                """));
    }
}
