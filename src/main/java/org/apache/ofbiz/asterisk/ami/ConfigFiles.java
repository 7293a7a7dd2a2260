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
package org.apache.ofbiz.asterisk.ami;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.apache.ofbiz.asterisk.call.PbxCommands.Failure;
import org.apache.ofbiz.asterisk.call.PbxCommands.Result;
import org.apache.ofbiz.asterisk.call.queues.ConfigCommands;
import org.apache.ofbiz.asterisk.call.queues.ConfigSection;
import org.asteriskjava.manager.response.ManagerResponse;

/** Reads and changes configuration files by AMI. Thread-safe. */
final class ConfigFiles implements ConfigCommands {

    private static final String CATEGORY = "category-";
    private static final String LINE = "line-";
    private static final String TEMPLATE = "istemplate-";

    private final CommandQueue commands;

    ConfigFiles(CommandQueue commands) {
        this.commands = commands;
    }

    @Override
    public CompletionStage<Contents> read(String file) {
        Optional<Failure> unsafe = SafeValues.checkText("file", file);
        if (unsafe.isPresent()) {
            return CompletableFuture.completedFuture(new Contents(List.of(), unsafe));
        }
        return commands.request(new PlainAction("GetConfig", Map.of("Filename", file, "Filter", "TEMPLATES=include"))).handle((response, failure) -> {
            Result result = failure == null ? Answers.of(response) : CommandQueue.failed(failure);
            return new Contents(result.ok() ? sections(response) : List.of(), result.failure());
        });
    }

    private static List<ConfigSection> sections(ManagerResponse response) {
        NavigableMap<String, String> headers = new TreeMap<>();
        response.getAttributes().forEach((header, value) -> headers.put(header.toLowerCase(Locale.ROOT), String.valueOf(value)));
        List<ConfigSection> sections = new ArrayList<>();
        headers.forEach((header, name) -> {
            if (header.startsWith(CATEGORY)) {
                String number = header.substring(CATEGORY.length());
                String lines = LINE + number + '-';
                List<ConfigSection.Entry> entries = headers.subMap(lines, lines + Character.MAX_VALUE).values().stream()
                        .map(ConfigFiles::entry).toList();
                sections.add(new ConfigSection(name, "1".equals(headers.get(TEMPLATE + number)), entries));
            }
        });
        return sections;
    }

    private static ConfigSection.Entry entry(String line) {
        int equals = line.indexOf('=');
        return equals < 0 ? new ConfigSection.Entry(line.trim(), "")
                : new ConfigSection.Entry(line.substring(0, equals).trim(), line.substring(equals + 1).trim());
    }

    /** An update of no file is refused by those who may and those who may not in different words. */
    @Override
    public CompletionStage<Result> mayUpdate() {
        return commands.send(new PlainAction("UpdateConfig")).thenApply(result ->
                result.failure().filter(failure -> failure.kind() != Failure.Kind.REFUSED).isPresent() ? result : Result.SUCCESS);
    }

    @Override
    public CompletionStage<Result> create(String file) {
        return send(new PlainAction("CreateConfig", Map.of("Filename", file)), Map.of("file", file));
    }

    @Override
    public CompletionStage<Result> update(String file, List<Edit> edits, Optional<String> module) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("SrcFilename", file);
        headers.put("DstFilename", file);
        headers.put("Reload", module.orElse("no"));
        for (int i = 0; i < edits.size(); i++) {
            add(headers, edits.get(i), String.format("-%06d", i));
        }
        return send(new PlainAction("UpdateConfig", headers), headers);
    }

    private static void add(Map<String, String> headers, Edit edit, String number) {
        if (edit instanceof Edit.NewSection its) {
            put(headers, number, "NewCat", its.section(), Optional.empty(), Optional.empty());
            if (its.template()) {
                headers.put("Options" + number, "template");
            }
        } else if (edit instanceof Edit.DeleteSection its) {
            put(headers, number, "DelCat", its.section(), Optional.empty(), Optional.empty());
        } else if (edit instanceof Edit.Update its) {
            put(headers, number, "Update", its.section(), Optional.of(its.name()), Optional.of(its.value()));
        } else if (edit instanceof Edit.Delete its) {
            put(headers, number, "Delete", its.section(), Optional.of(its.name()), Optional.empty());
        } else if (edit instanceof Edit.Append its) {
            put(headers, number, "Append", its.section(), Optional.of(its.name()), Optional.of(its.value()));
        }
    }

    private static void put(Map<String, String> headers, String number, String action, String section, Optional<String> name,
                            Optional<String> value) {
        headers.put("Action" + number, action);
        headers.put("Cat" + number, section);
        name.ifPresent(given -> headers.put("Var" + number, given));
        value.ifPresent(given -> headers.put("Value" + number, given));
    }

    @Override
    public CompletionStage<Optional<Set<LiveQueue>>> queues() {
        return commands.list(new PlainAction("QueueSummary")).handle((items, failure) -> failure != null ? Optional.empty()
                : Optional.of(items.stream().map(item -> new LiveQueue(item.get("Queue"), callers(item.get("Callers"))))
                        .collect(Collectors.toSet())));
    }

    private static int callers(String text) {
        return text.matches("[0-9]{1,6}") ? Integer.parseInt(text) : 0;
    }

    @Override
    public CompletionStage<Result> store(String family, String key, String value) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Family", family);
        headers.put("Key", key);
        headers.put("Val", value);
        return send(new PlainAction("DBPut", headers), headers);
    }

    @Override
    public CompletionStage<Result> forget(String family, String key) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Family", family);
        headers.put("Key", key);
        return send(new PlainAction("DBDelTree", headers), headers).thenApply(result ->
                result.failure().filter(failure -> failure.kind() != Failure.Kind.REFUSED).isPresent() ? result : Result.SUCCESS);
    }

    private CompletionStage<Result> send(PlainAction action, Map<String, String> values) {
        Optional<Failure> unsafe = values.entrySet().stream().flatMap(each -> SafeValues.checkPlain(each.getKey(), each.getValue()).stream())
                .findFirst();
        return unsafe.<CompletionStage<Result>>map(failure -> CompletableFuture.completedFuture(new Result(Optional.of(failure))))
                .orElseGet(() -> commands.send(action));
    }
}
