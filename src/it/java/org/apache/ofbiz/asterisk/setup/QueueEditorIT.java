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
package org.apache.ofbiz.asterisk.setup;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.ami.AsteriskConnection;
import org.apache.ofbiz.asterisk.ami.retry.ConnectPolicy;
import org.apache.ofbiz.asterisk.call.PbxServer;
import org.apache.ofbiz.asterisk.call.queues.QueueEvent;
import org.apache.ofbiz.asterisk.call.tracking.TestNumbering;
import org.apache.ofbiz.asterisk.fixture.Await;
import org.apache.ofbiz.asterisk.fixture.Database;
import org.apache.ofbiz.asterisk.fixture.Host;
import org.apache.ofbiz.asterisk.fixture.TestRules;
import org.apache.ofbiz.asterisk.fixture.WebClient;
import org.apache.ofbiz.asterisk.lab.AmiProbe;
import org.apache.ofbiz.asterisk.lab.AsteriskLab;
import org.apache.ofbiz.asterisk.setup.queues.QueueEditor;
import org.apache.ofbiz.asterisk.setup.queues.QueueOption;
import org.apache.ofbiz.asterisk.setup.queues.QueuesFile;
import org.apache.ofbiz.service.ServiceUtil;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Queues that are made and changed by AMI on Asterisk 22 and 16, and what the PBX then says of them. */
@Tag("asterisk")
class QueueEditorIT {

    private static final Map<QueueOption, String> SALES = Map.of(QueueOption.STRATEGY, "leastrecent", QueueOption.TIMEOUT, "17",
            QueueOption.RETRY, "3", QueueOption.WRAP_UP_TIME, "9", QueueOption.WEIGHT, "4", QueueOption.MAX_CALLERS, "25",
            QueueOption.SERVICE_LEVEL, "30", QueueOption.JOIN_EMPTY, "paused,inuse", QueueOption.PERIODIC_ANNOUNCE, "queue-thankyou,vm-goodbye");

    private static final List<String> VERSIONS = List.of("22", "16");
    private static final Map<String, AsteriskLab> LABS = new LinkedHashMap<>();

    @TempDir
    private static Path folder;
    private static Host host;

    /** One host with a server for each Asterisk, and one whose AMI user has the rights of the admin guide, which don't include config. */
    @BeforeAll
    static void start() throws IOException {
        VERSIONS.stream().filter(AsteriskLab::isInstalled).forEach(version -> LABS.put(version, AsteriskLab.startFreePbx(version, 3)));
        host = Host.start(folder, database -> {
            Host.noPbx(database);
            LABS.forEach((version, lab) -> {
                server(database, "PBX" + version, lab.ami("everything"));
                server(database, "LEAN" + version, lab.ami());
            });
        });
    }

    private static void server(Database database, String serverId, AsteriskLab.Ami ami) {
        database.create("AsteriskServer", Map.of("serverId", serverId, "host", ami.host(), "port", (long) ami.port(), "useTls", "N",
                "userName", ami.user(), "secret", ami.secret(), "enabled", "Y"));
        database.create("CallCenterGroup", Map.of("callCenterGroupId", serverId, "groupName", serverId, "serverId", serverId,
                "routingStrategyEnumId", "AST_ROUTE_MOST_IDLE", "enabled", "Y"));
    }

    @AfterAll
    static void stop() {
        if (host != null) {
            host.close();
        }
        LABS.values().forEach(AsteriskLab::close);
    }

    @TestFactory
    Stream<DynamicTest> queuesAreMadeChangedAndRemoved() {
        return LABS.entrySet().stream().map(each -> DynamicTest.dynamicTest(each.getKey(), () -> {
            AsteriskLab.Ami ami = each.getValue().ami("everything");
            try (AmiProbe pbx = AmiProbe.connect(ami.host(), ami.port(), ami.user(), ami.secret())) {
                goThrough(each.getValue(), pbx);
                byServices("PBX" + each.getKey(), pbx);
                asLines("LEAN" + each.getKey());
                onThePage("PBX" + each.getKey(), pbx);
            }
        }));
    }

    @TestFactory
    Stream<DynamicTest> groupsHaveOpeningHours() {
        return LABS.entrySet().stream().map(each -> DynamicTest.dynamicTest("hours on " + each.getKey(), () -> {
            AsteriskLab.Ami ami = each.getValue().ami("everything");
            try (AmiProbe pbx = AmiProbe.connect(ami.host(), ami.port(), ami.user(), ami.secret())) {
                new HoursOnAsterisk(host, each.getValue(), pbx, "PBX" + each.getKey()).goThrough();
            }
        }));
    }

    private static void byServices(String group, AmiProbe pbx) throws IOException {
        Map<String, Object> input = new HashMap<>(Map.of("callCenterGroupId", group, "queueName", "care", "strategy", "rrmemory", "timeout", "12"));
        Map<String, Object> preview = Await.until(() -> Optional.of(host.run("previewAsteriskQueue", "admin", input))
                .filter(found -> ServiceUtil.isSuccess(found) && "WRITABLE".equals(preview(found).get("access"))), () -> "not writable");
        assertThat("nothing is changed yet", params(pbx, "care"), is(Map.of()));
        input.put("stamp", preview(preview).get("stamp"));

        assertThat(host.run("applyAsteriskQueue", "admin", input).get("outcome"), is("DONE"));
        assertThat(params(pbx, "care").get("Strategy"), is("rrmemory"));
        assertThat("the queue brings calls to the group", host.database().rows("CallCenterGroupEntry", "callCenterGroupId", group, "queueName",
                "care").size(), is(1));
        assertThat("the preview is of what was there before", ServiceUtil.isSuccess(host.run("applyAsteriskQueue", "admin", input)), is(false));

        Map<String, Object> taken = host.run("previewAsteriskQueue", "admin",
                Map.of("callCenterGroupId", group, "queueName", "6000", "timeout", "9"));
        assertThat(((Map<?, ?>) taken.get("fieldProblems")).get("queueName").toString(), containsString("another file"));

        Map<String, Object> undo = new HashMap<>(Map.of("callCenterGroupId", group, "change", "UNDO"));
        undo.put("stamp", preview(host.run("previewAsteriskQueue", "admin", undo)).get("stamp"));
        assertThat(host.run("applyAsteriskQueue", "admin", undo).get("outcome"), is("DONE"));
        assertThat(params(pbx, "care"), is(Map.of()));
        assertThat("undone once", ServiceUtil.isSuccess(host.run("previewAsteriskQueue", "admin", undo)), is(false));
    }

    private static void asLines(String group) {
        Map<String, Object> input = new HashMap<>(Map.of("callCenterGroupId", group, "queueName", "mail", "timeout", "8"));
        Map<String, Object> preview = Await.until(() -> Optional.of(host.run("previewAsteriskQueue", "admin", input))
                .filter(found -> ServiceUtil.isSuccess(found) && "NOT_PERMITTED".equals(preview(found).get("access"))), () -> "not refused");
        assertThat(preview(preview).get("lines").toString(), containsString("[mail]\ntimeout = 8\n"));
        input.put("stamp", preview(preview).get("stamp"));
        assertThat(host.run("applyAsteriskQueue", "admin", input).get("outcome"), is("NOT_PERMITTED"));
        assertThat(host.database().row("AsteriskQueueFile", "serverId", group).getString("fileText"), containsString("[mail]"));
    }

    private static void onThePage(String group, AmiProbe pbx) throws IOException {
        WebClient admin = new WebClient(host.base());
        admin.login("asterisk", "admin", "ofbiz");
        String page = "/asterisk/control/groupQueue?callCenterGroupId=" + group;
        String shown = admin.get(page).body();
        assertThat(shown, allOf(containsString("data-access=\"WRITABLE\""), containsString("id=\"aq-announcePositionLimit\"")));
        Map<String, String> form = new HashMap<>(Map.of("callCenterGroupId", group, "queueName", "page", "change", "SAVE", "timeout", "11"));
        String preview = admin.postFrom(shown, "/asterisk/control/previewGroupQueue", form).body();
        assertThat(preview, allOf(containsString("<tr data-kind=\"ADDED\"><td>page</td><td>timeout</td><td></td><td>11</td>"),
                containsString("id=\"aq-apply\"")));
        form.put("stamp", Pattern.compile("name=\"stamp\" value=\"([0-9a-f]{64})\"").matcher(preview).results().findFirst().orElseThrow().group(1));
        assertThat(admin.postFrom(shown, "/asterisk/control/applyGroupQueue", form).body(), containsString("uses the new settings"));
        assertThat(params(pbx, "page").get("Strategy"), is("ringall"));
        form.put("timeout", "0; x");
        assertThat(admin.postFrom(shown, "/asterisk/control/previewGroupQueue", form).body(), containsString("class=\"problem\""));
    }

    private static Map<?, ?> preview(Map<String, Object> result) {
        return (Map<?, ?>) result.get("preview");
    }

    private static void goThrough(AsteriskLab lab, AmiProbe pbx) throws IOException {
        List<QueueEvent> heard = new CopyOnWriteArrayList<>();
        AsteriskConnection connection = connected(lab, "everything");
        try {
            connection.queues().listen(heard::add);
            QueueEditor editor = new QueueEditor(connection.config());
            QueueEditor.State first = editor.read();
            assertThat(first.access(), is(QueueEditor.Access.WRITABLE));
            assertThat("the file is not there yet", first.exists(), is(false));
            assertThat("queues of others", first.elsewhere(), hasItems("6000", "6001"));
            assertThat(first.elsewhere(), not(hasItem("queues-ofbiz")));

            assertThat(editor.apply(first, QueuesFile.empty().with("sales", SALES).with("Service.1", Map.of(QueueOption.STRATEGY, "linear"))),
                    is(new QueueEditor.Applied(QueueEditor.Outcome.DONE, "")));
            assertThat(params(pbx, "sales"), is(Map.of("Strategy", "leastrecent", "Max", "25", "ServiceLevel", "30", "Weight", "4")));
            Await.untilTrue(() -> heard.stream().anyMatch(QueueEvent.Listed.class::isInstance), () -> "events " + heard);

            QueueEditor.State second = editor.read();
            assertThat(second.included(), is(Optional.of(true)));
            assertThat(second.file().value("sales", QueueOption.JOIN_EMPTY), is(Optional.of("paused,inuse")));
            assertThat(second.elsewhere(), not(hasItem("sales")));
            assertThat(editor.apply(second, second.file().with("sales", Map.of(QueueOption.STRATEGY, "ringall", QueueOption.WEIGHT, ""))).outcome(),
                    is(QueueEditor.Outcome.DONE));
            assertThat(params(pbx, "sales"), is(Map.of("Strategy", "ringall", "Max", "25", "ServiceLevel", "30", "Weight", "0")));

            QueueEditor.State third = editor.read();
            assertThat(editor.apply(third, first.file()).outcome(), is(QueueEditor.Outcome.DONE));
            assertThat("nothing is left", params(pbx, "sales").keySet(), is(empty()));
            assertThat("queues of others stay", params(pbx, "6000").get("Strategy"), is("ringall"));
            assertThat(editor.read().file().queues(), is(empty()));
        } finally {
            connection.close();
        }
        AsteriskConnection lean = connected(lab, "ofbiz");
        try {
            QueueEditor editor = new QueueEditor(lean.config());
            assertThat(editor.read().access(), is(QueueEditor.Access.NOT_PERMITTED));
            assertThat(editor.read().elsewhere(), hasItems("6000", "6001"));
        } finally {
            lean.close();
        }
    }

    /** What the PBX says of a queue; nothing for one that it doesn't have. */
    private static Map<String, String> params(AmiProbe pbx, String queue) throws IOException {
        String id = pbx.act("QueueStatus", "Queue", queue).get("ActionID");
        pbx.await(message -> message.isEvent("QueueStatusComplete") && message.get("ActionID").equals(id));
        return pbx.heard().stream().filter(message -> message.isEvent("QueueParams") && message.get("ActionID").equals(id)).findFirst()
                .map(found -> Stream.of("Strategy", "Max", "ServiceLevel", "Weight").collect(Collectors.toMap(name -> name, found::get)))
                .orElse(Map.of());
    }

    private static AsteriskConnection connected(AsteriskLab lab, String user) {
        AsteriskLab.Ami ami = lab.ami(user);
        PbxServer server = new PbxServer("PBX", ami.host(), ami.port(), false, Optional.empty(), user, ami.secret(), new TestNumbering().contexts(),
                lab.recordingsFolder().toString());
        AsteriskConnection connection = new AsteriskConnection(server, TestRules::now, ConnectPolicy.DEFAULT, event -> { }, (id, found) -> { });
        connection.start();
        Await.untilTrue(() -> connection.state().connected(), () -> "state " + connection.state());
        return connection;
    }
}
