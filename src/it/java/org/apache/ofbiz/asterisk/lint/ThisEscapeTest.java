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
package org.apache.ofbiz.asterisk.lint;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;

import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * No constructor gives away an object that is not complete yet: not as an argument, a method reference, a lambda or an inner class that
 * holds it. javac's own check (-Xlint:this-escape, from Java 21 on) looks at classes that can be extended only, and ours are final.
 */
@Tag("lint")
class ThisEscapeTest {

    /** Says where the object under construction leaves; calls of own methods are followed by nobody, so they must not give it away either. */
    private static final class Escapes extends TreePathScanner<Void, Boolean> {

        private final Trees trees;
        private final List<String> found = new ArrayList<>();
        private TypeElement type;
        private int lambdas;

        Escapes(Trees trees) {
            this.trees = trees;
        }

        @Override
        public Void visitClass(ClassTree node, Boolean constructing) {
            TypeElement outer = type;
            int around = lambdas;
            lambdas = 0;
            type = (TypeElement) trees.getElement(getCurrentPath());
            node.getMembers().forEach(member -> scan(member, initializes(member)));
            type = outer;
            lambdas = around;
            return null;
        }

        private boolean initializes(Tree member) {
            if (member instanceof MethodTree method) {
                return method.getName().contentEquals("<init>");
            }
            return member instanceof VariableTree
                    && !trees.getElement(new TreePath(getCurrentPath(), member)).getModifiers().contains(Modifier.STATIC);
        }

        @Override
        public Void visitLambdaExpression(LambdaExpressionTree node, Boolean constructing) {
            lambdas++;
            super.visitLambdaExpression(node, constructing);
            lambdas--;
            return null;
        }

        @Override
        public Void visitMemberSelect(MemberSelectTree node, Boolean constructing) {
            boolean ofThis = node.getExpression() instanceof IdentifierTree name && name.getName().contentEquals("this");
            return ofThis && lambdas == 0 ? null : super.visitMemberSelect(node, constructing);
        }

        @Override
        public Void visitIdentifier(IdentifierTree node, Boolean constructing) {
            if (!Boolean.TRUE.equals(constructing) || type == null) {
                return null;
            }
            boolean self = node.getName().contentEquals("this") && !(getCurrentPath().getParentPath().getLeaf() instanceof MethodTree);
            Element named = trees.getElement(getCurrentPath());
            boolean own = named != null && type.equals(named.getEnclosingElement()) && !named.getModifiers().contains(Modifier.STATIC)
                    && (named.getKind() == ElementKind.METHOD || named.getKind() == ElementKind.FIELD && !isAssigned(getCurrentPath()));
            if (self && !isDelegation() || own && lambdas > 0) {
                found.add(type + ": " + node.getName() + " in " + getCurrentPath().getParentPath().getLeaf());
            }
            return null;
        }

        /** {@code this(...)}, which calls another constructor. */
        private boolean isDelegation() {
            return getCurrentPath().getParentPath().getLeaf().toString().startsWith("this(");
        }

        private boolean isAssigned(TreePath path) {
            return lambdas == 0 && path.getParentPath().getLeaf() instanceof AssignmentTree;
        }

        @Override
        public Void visitNewClass(NewClassTree node, Boolean constructing) {
            Element made = trees.getElement(new TreePath(getCurrentPath(), node.getIdentifier()));
            boolean inner = made instanceof TypeElement one && one.getKind() == ElementKind.CLASS && type != null
                    && type.equals(one.getEnclosingElement()) && !one.getModifiers().contains(Modifier.STATIC);
            if (Boolean.TRUE.equals(constructing) && (inner || node.getClassBody() != null && lambdas == 0)) {
                found.add(type + ": new " + node.getIdentifier());
            }
            return super.visitNewClass(node, constructing);
        }
    }

    private static List<String> escapes(Iterable<? extends JavaFileObject> sources, StandardJavaFileManager files) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<String> options = List.of("-proc:none", "-Xlint:none", "-XDshould-stop.ifNoError=ATTR", "-classpath",
                System.getProperty("java.class.path"));
        JavacTask task = (JavacTask) compiler.getTask(null, files, problem -> { }, options, null, sources);
        Escapes escapes = new Escapes(Trees.instance(task));
        List<CompilationUnitTree> units = new ArrayList<>();
        task.parse().forEach(units::add);
        task.analyze();
        units.forEach(unit -> escapes.scan(new TreePath(unit), false));
        return escapes.found;
    }

    @Test
    void noConstructorGivesAwayAnObjectThatIsNotComplete() throws IOException {
        try (StandardJavaFileManager files = ToolProvider.getSystemJavaCompiler().getStandardFileManager(null, null, null);
                Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            List<Path> java = sources.filter(path -> path.toString().endsWith(".java")).toList();
            assertThat(escapes(files.getJavaFileObjectsFromPaths(java), files), empty());
        }
    }

    @Test
    void eachWayOutIsSeen() throws IOException {
        String source = """
                import java.util.*;
                class Sample {
                    private final List<Object> names = new ArrayList<>();
                    private final Runnable field = () -> names.clear();
                    private int count;
                    private class Inner { }
                    private static final Runnable FINE = () -> { };
                    Sample(List<Object> others, List<Runnable> tasks) {
                        this.count = 1;
                        count = others.size();
                        others.add(this);
                        tasks.add(this::go);
                        tasks.add(() -> go());
                        tasks.add(() -> this.count++);
                        others.add(new Inner());
                        tasks.add(new Runnable() { public void run() { } });
                        List<Object> mine = names;
                        tasks.add(() -> mine.clear());
                        tasks.add(() -> new Sample().go());
                    }
                    Sample() {
                        this(List.of(), List.of());
                    }
                    void go() {
                        FINE.run();
                        List.of(this, field).forEach(names::add);
                    }
                }
                """;
        JavaFileObject file = new SimpleJavaFileObject(URI.create("string:///Sample.java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return source;
            }
        };
        try (StandardJavaFileManager files = ToolProvider.getSystemJavaCompiler().getStandardFileManager(null, null, null)) {
            assertThat(escapes(List.of(file), files), hasSize(7));
        }
    }
}
