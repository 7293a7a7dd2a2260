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
package org.apache.ofbiz.asterisk.setup.queues;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.call.queues.ConfigCommands;
import org.apache.ofbiz.asterisk.call.queues.ConfigCommands.Edit;
import org.apache.ofbiz.asterisk.call.queues.ConfigSection;
import org.apache.ofbiz.asterisk.call.queues.ConfigSection.Entry;

/**
 * The file of a PBX that holds the queues made in OFBiz, and nothing else. A section that queues don't use, {@value #MARK}, tells in what the
 * PBX reads whether the file is included. Immutable.
 */
public record QueuesFile(List<ConfigSection> sections) {

    /** Below /etc/asterisk. */
    public static final String NAME = "queues_ofbiz.conf";
    /** The line that lets the PBX read the file; one that isn't there yet does no harm. */
    public static final String INCLUDE = "#tryinclude " + NAME;
    /** A template, which app_queue skips. */
    public static final String MARK = "ofbiz-queues";
    private static final ConfigSection MARK_SECTION = new ConfigSection(MARK, true, List.of());

    public QueuesFile {
        sections = List.copyOf(sections);
    }

    /** What happens to a line. */
    public enum Kind { ADDED, CHANGED, REMOVED }

    /** @param before empty for what is added; {@code name} is empty for the section as such */
    public record Change(Kind kind, String section, String name, String before, String after) {
    }

    /** An empty file. */
    public static QueuesFile empty() {
        return new QueuesFile(List.of(MARK_SECTION));
    }

    /** The queues of the file. */
    public List<ConfigSection> queues() {
        return sections.stream().filter(section -> !section.template()).toList();
    }

    /** A queue; names are compared as the PBX does. */
    public Optional<ConfigSection> queue(String name) {
        return queues().stream().filter(section -> section.name().equalsIgnoreCase(name)).findFirst();
    }

    /** The value of an option of a queue. */
    public Optional<String> value(String queue, QueueOption option) {
        return queue(queue).flatMap(section -> section.entries().stream().filter(entry -> entry.name().equalsIgnoreCase(option.key()))
                .map(Entry::value).findFirst());
    }

    /** With the mark, which a file that somebody else began lacks. */
    public QueuesFile marked() {
        return sections.stream().anyMatch(section -> section.name().equals(MARK)) ? this
                : new QueuesFile(Stream.concat(Stream.of(MARK_SECTION), sections.stream()).toList());
    }

    /**
     * With this queue, made or changed. Lines that aren't among the options stay as they are.
     *
     * @param values of the options to set; a blank value takes the line away
     */
    public QueuesFile with(String queue, Map<QueueOption, String> values) {
        ConfigSection before = queue(queue).orElse(new ConfigSection(queue, false, List.of()));
        Map<QueueOption, String> open = new LinkedHashMap<>(values);
        List<Entry> entries = new ArrayList<>();
        for (Entry entry : before.entries()) {
            Optional<QueueOption> option = QueueOption.of(entry.name()).filter(values::containsKey);
            if (option.isEmpty()) {
                entries.add(entry);
            } else if (open.containsKey(option.get())) {
                String value = open.remove(option.get());
                Stream.of(value).filter(text -> !text.isBlank()).forEach(text -> entries.add(new Entry(entry.name(), text)));
            }
        }
        open.forEach((option, value) -> Stream.of(value).filter(text -> !text.isBlank())
                .forEach(text -> entries.add(new Entry(option.key(), text))));
        ConfigSection after = new ConfigSection(before.name(), false, entries);
        return queue(queue).isEmpty() ? new QueuesFile(Stream.concat(sections.stream(), Stream.of(after)).toList())
                : new QueuesFile(sections.stream().map(section -> section == before ? after : section).toList());
    }

    /** Without this queue. */
    public QueuesFile without(String queue) {
        return new QueuesFile(sections.stream().filter(section -> section.template() || !section.name().equalsIgnoreCase(queue)).toList());
    }

    /** What becomes of each line when this file becomes the other. */
    public List<Change> changesTo(QueuesFile after) {
        List<Change> changes = new ArrayList<>();
        for (String name : names(this, after)) {
            Optional<ConfigSection> was = section(name);
            Optional<ConfigSection> will = after.section(name);
            if (was.isEmpty() || will.isEmpty()) {
                changes.add(new Change(was.isEmpty() ? Kind.ADDED : Kind.REMOVED, name, "", "", ""));
            }
            Map<String, List<String>> before = lines(was);
            Map<String, List<String>> now = lines(will);
            Stream.concat(before.keySet().stream(), now.keySet().stream()).distinct().forEach(line -> {
                String old = String.join(" | ", before.getOrDefault(line, List.of()));
                String fresh = String.join(" | ", now.getOrDefault(line, List.of()));
                if (!old.equals(fresh) || before.containsKey(line) != now.containsKey(line)) {
                    changes.add(new Change(!before.containsKey(line) ? Kind.ADDED : now.containsKey(line) ? Kind.CHANGED : Kind.REMOVED, name,
                            line, old, fresh));
                }
            });
        }
        return changes;
    }

    /** The steps that make this file the other, by section. */
    public List<List<Edit>> editsTo(QueuesFile after) {
        List<List<Edit>> all = new ArrayList<>();
        for (String name : names(this, after)) {
            List<Edit> edits = edits(section(name), after.section(name));
            for (int from = 0; from < edits.size(); from += ConfigCommands.MOST_EDITS) {
                all.add(edits.subList(from, Math.min(edits.size(), from + ConfigCommands.MOST_EDITS)));
            }
        }
        return all;
    }

    private static List<Edit> edits(Optional<ConfigSection> was, Optional<ConfigSection> will) {
        if (will.isEmpty()) {
            return was.map(section -> List.<Edit>of(new Edit.DeleteSection(section.name()))).orElse(List.of());
        }
        String section = was.map(ConfigSection::name).orElse(will.get().name());
        List<Edit> edits = new ArrayList<>();
        if (was.isEmpty()) {
            edits.add(new Edit.NewSection(section, will.get().template()));
        }
        Map<String, List<String>> before = lines(was);
        Map<String, List<String>> after = lines(will);
        before.keySet().stream().filter(line -> !after.containsKey(line)).forEach(line -> edits.add(new Edit.Delete(section, line)));
        after.forEach((line, values) -> {
            List<String> old = before.getOrDefault(line, List.of());
            if (old.size() == 1 && values.size() == 1 && !old.equals(values)) {
                edits.add(new Edit.Update(section, line, values.get(0)));
            } else if (!old.equals(values)) {
                Stream.of(line).filter(name -> !old.isEmpty()).forEach(name -> edits.add(new Edit.Delete(section, name)));
                values.forEach(value -> edits.add(new Edit.Append(section, line, value)));
            }
        });
        return edits;
    }

    private Optional<ConfigSection> section(String name) {
        return sections.stream().filter(section -> section.name().equalsIgnoreCase(name)).findFirst();
    }

    private static Set<String> names(QueuesFile before, QueuesFile after) {
        Set<String> names = new LinkedHashSet<>();
        Stream.concat(before.sections.stream(), after.sections.stream()).map(ConfigSection::name)
                .filter(name -> names.stream().noneMatch(name::equalsIgnoreCase)).forEach(names::add);
        return names;
    }

    private static Map<String, List<String>> lines(Optional<ConfigSection> section) {
        return section.stream().flatMap(its -> its.entries().stream()).collect(Collectors.groupingBy(Entry::name, LinkedHashMap::new,
                Collectors.mapping(Entry::value, Collectors.toList())));
    }

    /** The first line that no form of ours sets, e.g. a member or what a member's call runs; empty where there is none. */
    public Optional<String> foreignLine() {
        Stream<String> heads = sections.stream().filter(section -> section.template() ? !section.equals(MARK_SECTION)
                : !QueueOption.QUEUE_NAME.matcher(section.name()).matches()).map(ConfigSection::name);
        Stream<String> lines = sections.stream().flatMap(section -> section.entries().stream())
                .filter(entry -> QueueOption.of(entry.name()).filter(option -> option.accepts(entry.value())).isEmpty()).map(Entry::name);
        return Stream.concat(heads, lines).findFirst();
    }

    /** The lines of the file. */
    public String text() {
        return sections.stream().map(QueuesFile::text).collect(Collectors.joining("\n"));
    }

    /** The lines of a section. */
    public static String text(ConfigSection section) {
        return section.entries().stream().map(entry -> entry.name() + " = " + entry.value() + "\n")
                .collect(Collectors.joining("", "[" + section.name() + "]" + (section.template() ? "(!)" : "") + "\n", ""));
    }

    /** Reads what {@link #text} has written. Lines before the first section are none. */
    public static QueuesFile parse(String text) {
        List<String> heads = new ArrayList<>();
        List<List<Entry>> entries = new ArrayList<>();
        for (String line : Objects.toString(text, "").lines().map(String::trim).filter(line -> !line.isEmpty()).toList()) {
            int equals = line.indexOf('=');
            if (line.startsWith("[") && line.indexOf(']') > 0) {
                heads.add(line);
                entries.add(new ArrayList<>());
            } else if (!heads.isEmpty() && equals > 0) {
                entries.get(heads.size() - 1).add(new Entry(line.substring(0, equals).trim(), line.substring(equals + 1).trim()));
            }
        }
        return new QueuesFile(IntStream.range(0, heads.size()).mapToObj(i -> new ConfigSection(
                heads.get(i).substring(1, heads.get(i).indexOf(']')), heads.get(i).endsWith("(!)"), entries.get(i))).toList());
    }

    /** Tells whether the file is still what was shown. */
    public String stamp() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
