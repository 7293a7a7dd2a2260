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
package org.apache.ofbiz.embedded.service;

import groovy.lang.Binding;
import groovy.lang.Script;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.ofbiz.base.location.FlexibleLocation;
import org.apache.ofbiz.embedded.data.CompiledScripts;
import org.apache.ofbiz.service.engine.GroovyBaseScript;
import org.codehaus.groovy.control.CompilationFailedException;
import org.codehaus.groovy.control.CompilerConfiguration;
import org.codehaus.groovy.runtime.InvokerHelper;

/** Groovy scripts of components, each compiled once. Thread-safe: every run has its own script object. */
public final class GroovyScripts {
    private final Map<String, Class<? extends Script>> compiled = new ConcurrentHashMap<>();

    /**
     * @param location such as component://asterisk/groovyScripts/X.groovy
     * @throws IllegalArgumentException when it is missing or does not compile
     */
    public Class<? extends Script> compile(String location) {
        return compiled.computeIfAbsent(location, GroovyScripts::load);
    }

    private static Class<? extends Script> load(String location) {
        CompilerConfiguration configuration = new CompilerConfiguration();
        configuration.setScriptBaseClass(GroovyBaseScript.class.getName());
        try {
            URL source = FlexibleLocation.resolveLocation(location);
            if (source == null || "file".equals(source.getProtocol()) && Files.notExists(Path.of(source.getPath()))) {
                throw new IllegalArgumentException("there is no script " + location);
            }
            try (InputStream text = source.openStream()) {
                String fileName = source.getPath().substring(source.getPath().lastIndexOf('/') + 1);
                return CompiledScripts.load(fileName, new String(text.readAllBytes(), StandardCharsets.UTF_8), configuration);
            }
        } catch (CompilationFailedException | IOException e) {
            throw new IllegalArgumentException("script " + location + " does not compile: " + e.getMessage(), e);
        }
    }

    /** True when the script has a method of that name without parameters. */
    public boolean hasMethod(String location, String method) {
        return Arrays.stream(compile(location).getMethods()).anyMatch(own -> own.getName().equals(method) && own.getParameterCount() == 0);
    }

    /**
     * Runs a method of the script, or with an empty method name the script itself.
     *
     * @param variables what the script sees; it may add more
     */
    public Object run(String location, String method, Map<String, Object> variables) {
        Script script = InvokerHelper.createScript(compile(location), new Binding(variables));
        return method.isEmpty() ? script.run() : script.invokeMethod(method, new Object[0]);
    }
}
