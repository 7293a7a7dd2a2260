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

import groovy.lang.GroovyClassLoader;
import groovy.lang.GroovySystem;
import groovy.lang.Script;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.ofbiz.base.util.UtilGenerics;
import org.codehaus.groovy.control.CompilationUnit;
import org.codehaus.groovy.control.CompilerConfiguration;
import org.codehaus.groovy.control.Phases;
import org.codehaus.groovy.tools.GroovyClass;

/**
 * Compiles Groovy once for a build: the next host, in this or another JVM, loads the classes. To compile the scripts of the component takes half
 * of the time in which a host starts.
 */
public final class CompiledScripts {

    private CompiledScripts() { }

    /**
     * The class of a script, in a class loader of its own: scripts of different components may have the same name.
     *
     * @param fileName      names the class
     * @param configuration with the base class of scripts
     * @throws org.codehaus.groovy.control.CompilationFailedException when it does not compile
     */
    public static Class<? extends Script> load(String fileName, String text, CompilerConfiguration configuration) throws IOException {
        String key = Build.digest(GroovySystem.getVersion(), String.valueOf(configuration.getScriptBaseClass()), fileName, text);
        Path file = Build.folder().resolve(key + ".classes");
        if (Files.notExists(file)) {
            Path made = Files.createTempFile(file.getParent(), key, ".part");
            compile(fileName, text, configuration, made);
            Files.move(made, file, StandardCopyOption.ATOMIC_MOVE);
        }
        return new Loader(Files.readAllBytes(file)).script();
    }

    private static void compile(String fileName, String text, CompilerConfiguration configuration, Path to) throws IOException {
        CompilationUnit unit = new CompilationUnit(configuration, null, new GroovyClassLoader(parent(), configuration));
        unit.addSource(fileName, text);
        unit.compile(Phases.CLASS_GENERATION);
        try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(to))) {
            out.writeUTF(unit.getAST().getClasses().get(0).getName());
            out.writeInt(unit.getClasses().size());
            for (GroovyClass made : unit.getClasses()) {
                out.writeUTF(made.getName());
                out.writeInt(made.getBytes().length);
                out.write(made.getBytes());
            }
        }
    }

    private static ClassLoader parent() {
        return Thread.currentThread().getContextClassLoader();
    }

    /** Holds the classes, so that the file may go meanwhile. */
    private static final class Loader extends ClassLoader {
        private final String script;
        private final Map<String, byte[]> classes = new LinkedHashMap<>();

        Loader(byte[] kept) throws IOException {
            super(parent());
            DataInputStream in = new DataInputStream(new ByteArrayInputStream(kept));
            this.script = in.readUTF();
            for (int left = in.readInt(); left > 0; left--) {
                classes.put(in.readUTF(), in.readNBytes(in.readInt()));
            }
        }

        Class<? extends Script> script() {
            try {
                return UtilGenerics.cast(loadClass(script));
            } catch (ClassNotFoundException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            byte[] bytes = classes.get(name);
            if (bytes == null) {
                throw new ClassNotFoundException(name);
            }
            return defineClass(name, bytes, 0, bytes.length);
        }
    }
}
