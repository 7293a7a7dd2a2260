/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.embedded.web;

import groovy.lang.Binding;
import groovy.lang.GroovyClassLoader;
import groovy.lang.GroovyCodeSource;
import groovy.lang.Script;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.ofbiz.embedded.data.GroovyExpression;
import org.apache.ofbiz.service.engine.GroovyBaseScript;
import org.codehaus.groovy.control.CompilerConfiguration;
import org.codehaus.groovy.runtime.InvokerHelper;

/** Compiles Groovy once and runs it many times: event and screen scripts, and conditions of forms. Thread-safe. */
final class Scripts {

    private final Map<String, Class<?>> compiled = new ConcurrentHashMap<>();
    private final Map<String, GroovyExpression> expressions = new ConcurrentHashMap<>();
    private final GroovyClassLoader loader;

    Scripts() {
        CompilerConfiguration configuration = new CompilerConfiguration();
        configuration.setScriptBaseClass(GroovyBaseScript.class.getName());
        loader = new GroovyClassLoader(Thread.currentThread().getContextClassLoader(), configuration);
    }

    /** Runs the script at a location, or only its method when one is named. */
    Object run(String location, String method, Map<String, Object> bindings) {
        Class<?> type = compiled.computeIfAbsent(location, this::compile);
        Script script = InvokerHelper.createScript(type, new Binding(bindings));
        return method.isEmpty() ? script.run() : script.invokeMethod(method, new Object[0]);
    }

    /** The value of an expression; a variable that the scope does not know is null. */
    Object evaluate(String expression, Scope scope) {
        return expressions.computeIfAbsent(expression, GroovyExpression::of).evaluate(new Binding(new HashMap<>(scope)) {
            @Override
            public Object getVariable(String name) {
                return hasVariable(name) ? super.getVariable(name) : null;
            }
        });
    }

    private Class<?> compile(String location) {
        return loader.parseClass(new GroovyCodeSource(Descriptors.url(location)), false);
    }
}
