/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.embedded.data;

import groovy.lang.Binding;
import groovy.lang.GroovyShell;
import groovy.lang.Script;
import org.codehaus.groovy.control.CompilationFailedException;
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
            return new GroovyExpression(new GroovyShell(Thread.currentThread().getContextClassLoader()).parse(text).getClass());
        } catch (CompilationFailedException e) {
            throw new IllegalArgumentException("Groovy expression does not compile: " + text, e);
        }
    }

    public Object evaluate(Binding binding) {
        return InvokerHelper.createScript(script, binding).run();
    }
}
