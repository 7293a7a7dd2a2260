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

import groovy.lang.Binding;
import groovy.lang.Script;
import java.io.IOException;
import org.codehaus.groovy.control.CompilationFailedException;
import org.codehaus.groovy.control.CompilerConfiguration;
import org.codehaus.groovy.runtime.InvokerHelper;

/** A Groovy expression of a descriptor, compiled once. Thread-safe: each evaluation has its own script object. */
public final class GroovyExpression {
    private final Class<? extends Script> script;

    private GroovyExpression(Class<? extends Script> script) {
        this.script = script;
    }

    /** @throws IllegalArgumentException when it does not compile */
    public static GroovyExpression of(String text) {
        try {
            return new GroovyExpression(CompiledScripts.load("Expression.groovy", text, new CompilerConfiguration()));
        } catch (CompilationFailedException | IOException e) {
            throw new IllegalArgumentException("Groovy expression does not compile: " + text, e);
        }
    }

    public Object evaluate(Binding binding) {
        return InvokerHelper.createScript(script, binding).run();
    }
}
