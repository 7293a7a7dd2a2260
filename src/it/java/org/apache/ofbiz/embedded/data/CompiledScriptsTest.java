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
package org.apache.ofbiz.embedded.data;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import groovy.lang.Binding;
import groovy.lang.Script;
import java.util.Map;
import java.util.UUID;
import org.codehaus.groovy.control.CompilationFailedException;
import org.codehaus.groovy.control.CompilerConfiguration;
import org.codehaus.groovy.runtime.InvokerHelper;
import org.junit.jupiter.api.Test;

/** Scripts that were compiled before, perhaps in another JVM, do what their text says. */
class CompiledScriptsTest {

    @Test
    void whatWasCompiledBeforeWorksAgainInAClassOfItsOwn() throws Exception {
        String text = "def twice(n) { [1, 2].collect { it * n }.sum() }\ntwice(x) // " + UUID.randomUUID();

        Class<? extends Script> first = load(text);
        Class<? extends Script> second = load(text);

        assertThat(result(first, 5), is(15));
        assertThat(result(second, 7), is(21));
        assertThat(second, is(not(first)));
        assertThat(second.getName(), is("Sums"));
    }

    @Test
    void anotherTextIsAnotherScript() throws Exception {
        String mark = " // " + UUID.randomUUID();

        assertThat(result(load("x + 1" + mark), 5), is(6));
        assertThat(result(load("x + 2" + mark), 5), is(7));
    }

    @Test
    void whatDoesNotCompileIsRefusedEachTime() {
        for (int i = 0; i < 2; i++) {
            assertThrows(CompilationFailedException.class, () -> load("def ("));
        }
    }

    private static Class<? extends Script> load(String text) throws Exception {
        return CompiledScripts.load("Sums.groovy", text, new CompilerConfiguration());
    }

    private static Object result(Class<? extends Script> script, int x) {
        return InvokerHelper.createScript(script, new Binding(Map.of("x", x))).run();
    }
}
