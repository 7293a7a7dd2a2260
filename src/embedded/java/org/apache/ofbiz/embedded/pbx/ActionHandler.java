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
package org.apache.ofbiz.embedded.pbx;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Answers the AMI actions of a user who is logged in and has the rights that the admin guide asks for. An answer goes out before
 * anything that follows from it. Confined to the {@link PbxEventLoop}.
 */
final class ActionHandler {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ISO_LOCAL_DATE.withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneOffset.UTC);
    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);
    private static final List<String> COMMANDS = List.of("BridgeList", "Challenge", "CoreSettings", "CoreShowChannels", "CoreStatus",
            "DBDelTree", "DBPut", "DeviceStateList", "Events", "ExtensionStateList", "Filter", "Getvar", "Hangup", "ListCommands", "Login", "Logoff",
            "MixMonitor", "Originate", "Ping", "PJSIPShowContacts", "PJSIPShowEndpoint", "PJSIPShowEndpoints", "Redirect", "Setvar", "ShowDialPlan",
            "Status");

    private final Exchange exchange;
    private final ActiveCalls calls;

    ActionHandler(Exchange exchange, ActiveCalls calls) {
        this.exchange = exchange;
        this.calls = calls;
    }

    /** @param reply where answers go, with the action's own ActionID already in them */
    void act(PbxMessage action, Consumer<PbxMessage> reply) {
        Answers answers = new Answers(action.get("ActionID"), reply);
        String name = action.get("Action");
        switch (name.toLowerCase(Locale.ROOT)) {
        case "ping" -> reply.accept(answers.response("Success").with("Ping", "Pong").with("Timestamp", timestamp()));
        case "coresettings" -> coreSettings(answers);
        case "corestatus" -> coreStatus(answers);
        case "coreshowchannels" -> answers.list("Channels will follow", "CoreShowChannelsComplete",
                exchange.channels().stream().map(channel -> coreShowChannel(answers, channel)).toList());
        case "status" -> answers.list("Channel status will follow", "StatusComplete",
                exchange.channels().stream().map(channel -> status(answers, channel)).toList());
        case "bridgelist" -> answers.list("Bridge listing will follow", "BridgeListComplete",
                calls.all().stream().flatMap(call -> call.bridge().stream())
                        .map(bridge -> bridge.onto(answers.item("BridgeListItem"), 2)).toList());
        case "pjsipshowendpoints" -> answers.list("A listing of Endpoints follows, presented as EndpointList events", "EndpointListComplete",
                endpoints().map(each -> endpoint(answers, each)).toList());
        case "pjsipshowendpoint" -> endpointDetail(action, answers);
        case "pjsipshowcontacts" -> answers.list("A listing of Contacts follows, presented as ContactList events", "ContactListComplete",
                exchange.extensions().stream().filter(exchange::isRegistered).map(each -> contact(answers, each)).toList());
        case "extensionstatelist" -> answers.list("Extension Statuses will follow", "ExtensionStateListComplete",
                exchange.extensions().stream().map(each -> exchange.hint(each, answers.item("ExtensionStatus"))).toList());
        case "devicestatelist" -> answers.list("Device State Changes will follow", "DeviceStateListComplete",
                endpoints().map(each -> answers.item("DeviceStateChange").with("Device", "PJSIP/" + each.name())
                        .with("State", exchange.deviceState(each))).toList());
        case "dbput", "dbdeltree" -> answers.success("Updated database successfully"); // no dialplan reads it here
        case "filter" -> answers.success("Success"); // every client is told everything here
        case "getvar" -> getvar(action, answers);
        case "setvar" -> setvar(action, answers);
        case "listcommands" -> {
            PbxMessage response = answers.response("Success");
            COMMANDS.forEach(command -> response.with(command, "(simulated)"));
            reply.accept(response);
        }
        case "originate" -> originate(action, answers);
        case "redirect" -> redirect(action, answers);
        case "hangup" -> hangup(action, answers);
        case "showdialplan" -> showDialplan(action, answers);
        case "mixmonitor" -> mixMonitor(action, answers);
        case "command" -> answers.error("Permission denied");
        default -> answers.error("Invalid/unknown command: " + name + ". Use Action: ListCommands to show available commands.");
        }
    }

    /** Builds answers to one action. */
    private record Answers(String actionId, Consumer<PbxMessage> reply) {

        PbxMessage response(String result) {
            return identified(new PbxMessage().with("Response", result));
        }

        PbxMessage item(String event) {
            return identified(new PbxMessage().with("Event", event));
        }

        void success(String text) {
            reply.accept(response("Success").with("Message", text));
        }

        void error(String text) {
            reply.accept(response("Error").with("Message", text));
        }

        void list(String text, String complete, List<PbxMessage> items) {
            reply.accept(response("Success").with("EventList", "start").with("Message", text));
            items.forEach(reply);
            reply.accept(item(complete).with("EventList", "Complete").with("ListItems", items.size()));
        }

        private PbxMessage identified(PbxMessage message) {
            return actionId.isEmpty() ? message : message.with("ActionID", actionId);
        }
    }

    private String timestamp() {
        Instant now = exchange.eventLoop().now();
        return String.format("%d.%06d", now.getEpochSecond(), now.getNano() / 1000);
    }

    private static void coreSettings(Answers answers) {
        answers.reply().accept(answers.response("Success").with("AMIversion", "11.0.0").with("AsteriskVersion", "22.10.1 (simulated)")
                .with("SystemName", "").with("CoreMaxCalls", 0).with("CoreMaxLoadAvg", "0.000000").with("CoreRunUser", "")
                .with("CoreRunGroup", "").with("CoreMaxFilehandles", 0).with("CoreRealTimeEnabled", "No").with("CoreCDRenabled", "Yes")
                .with("CoreHTTPenabled", "No").with("SoundsSearchCustomDir", "No"));
    }

    private void coreStatus(Answers answers) {
        String day = DAY.format(exchange.started());
        String time = TIME.format(exchange.started());
        answers.reply().accept(answers.response("Success").with("CoreStartupDate", day).with("CoreStartupTime", time)
                .with("CoreReloadDate", day).with("CoreReloadTime", time).with("CoreCurrentCalls", calls.all().size())
                .with("CoreProcessedCalls", calls.processed()));
    }

    private long age(SimulatedChannel channel) {
        return Duration.between(channel.created(), exchange.eventLoop().now()).toSeconds();
    }

    private String bridge(SimulatedChannel channel) {
        return calls.of(channel.name()).flatMap(Call::bridge).map(Bridge::id).orElse("");
    }

    private PbxMessage status(Answers answers, SimulatedChannel channel) {
        return channel.onto(answers.item("Status"), "").with("Type", "PJSIP").with("DNID", channel.dialled()).with("TimeToHangup", 0)
                .with("BridgeID", bridge(channel)).with("Application", channel.application()).with("Data", channel.applicationData())
                .with("Callgroup", 0).with("Pickupgroup", 0).with("Seconds", age(channel));
    }

    private PbxMessage coreShowChannel(Answers answers, SimulatedChannel channel) {
        long seconds = age(channel);
        return channel.onto(answers.item("CoreShowChannel"), "").with("Application", channel.application())
                .with("ApplicationData", channel.applicationData())
                .with("Duration", String.format("%02d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60)).with("BridgeId", bridge(channel));
    }

    private PbxMessage endpoint(Answers answers, Endpoint endpoint) {
        String contact = exchange.isRegistered(endpoint) ? endpoint.name() + "/" + endpoint.contactUri() + "," : "";
        String state = switch (exchange.deviceState(endpoint)) {
        case "BUSY" -> "Busy";
        case "UNAVAILABLE" -> "Unavailable";
        case "RINGING" -> "Ringing";
        case "INUSE" -> "In use";
        default -> "Not in use";
        };
        return answers.item("EndpointList").with("ObjectType", "endpoint").with("ObjectName", endpoint.name()).with("Transport", "")
                .with("Aor", endpoint.name()).with("Auths", "").with("OutboundAuths", "").with("Contacts", contact)
                .with("DeviceState", state).with("ActiveChannels", exchange.channelsOf(endpoint).size());
    }

    private void endpointDetail(PbxMessage action, Answers answers) {
        String name = action.get("Endpoint");
        endpoints().filter(each -> each.name().equals(name)).findFirst().ifPresentOrElse(
                found -> answers.list("Following are Events for each object associated with the Endpoint", "EndpointDetailComplete",
                        List.of(answers.item("EndpointDetail").with("ObjectType", "endpoint").with("ObjectName", name)
                                .with("Context", found.context()).with("Aors", name).with("DeviceState", exchange.deviceState(found)))), () ->
                answers.error("Unable to retrieve endpoint " + name));
    }

    private Stream<Endpoint> endpoints() {
        return Stream.concat(exchange.extensions().stream(), Stream.of(Endpoint.TRUNK));
    }

    private static PbxMessage contact(Answers answers, Endpoint endpoint) {
        return answers.item("ContactList").with("ObjectType", "contact").with("ObjectName", endpoint.name()).with("ViaAddr", "127.0.0.1")
                .with("Endpoint", endpoint.name()).with("Uri", endpoint.contactUri()).with("UserAgent", "simulated")
                .with("Status", "NonQualified").with("RoundtripUsec", "N/A");
    }

    private Optional<SimulatedChannel> channel(PbxMessage action) {
        String name = action.get("Channel");
        return exchange.channels().stream().filter(each -> each.name().equals(name) || each.uniqueid().equals(name)).findFirst();
    }

    private void getvar(PbxMessage action, Answers answers) {
        Optional<SimulatedChannel> channel = channel(action);
        if (channel.isEmpty() && !action.get("Channel").isEmpty()) {
            answers.error("No such channel");
            return;
        }
        String variable = action.get("Variable");
        answers.reply().accept(answers.response("Success").with("Variable", variable)
                .with("Value", channel.map(each -> each.variables().getOrDefault(variable, "")).orElse("")));
    }

    private void setvar(PbxMessage action, Answers answers) {
        channel(action).ifPresentOrElse(channel -> {
            channel.variables().put(action.get("Variable"), action.get("Value"));
            answers.success("Variable Set");
        }, () -> answers.error("No such channel"));
    }

    private void originate(PbxMessage action, Answers answers) {
        String target = action.get("Channel");
        String exten = action.get("Exten");
        String context = action.get("Context");
        if (target.isEmpty()) {
            answers.error("Channel not specified");
        } else if (target.indexOf('/') <= 0) {
            answers.error("Invalid channel");
        } else if (!action.get("Application").isEmpty()) {
            originateNothing(action, answers);
        } else if (exten.isEmpty() || context.isEmpty() || action.get("Priority").isEmpty()) {
            answers.error("Originate with 'Exten' requires 'Context' and 'Priority'");
        } else if (!OutgoingCall.reaches(exchange, context, exten)) {
            answers.error("Extension does not exist.");
        } else if (action.get("Async").equalsIgnoreCase("true")) {
            answers.success("Originate successfully queued");
            ring(action, outcome -> exchange.tell(originateResponse(action, outcome)));
        } else {
            ring(action, outcome -> {
                if (outcome.success()) {
                    answers.success("Originate successfully queued");
                } else {
                    answers.error("Originate failed");
                }
            });
        }
    }

    /** With an application instead of a number: only for channels that cannot be made is it known what happens. */
    private void originateNothing(PbxMessage action, Answers answers) {
        if (action.get("Channel").startsWith("PJSIP/")) {
            answers.error("Originate failed");
            return;
        }
        answers.success("Originate successfully queued");
        exchange.tell(originateResponse(action, new OutgoingCall.Outcome(false, 0, Optional.empty())));
    }

    private void ring(PbxMessage action, Consumer<OutgoingCall.Outcome> answer) {
        String[] target = action.get("Channel").split("/", 2);
        Optional<Endpoint> phone = target[0].equals("PJSIP") ? exchange.extension(target[1]) : Optional.empty();
        PhoneBehaviour behaviour = phone.map(each -> exchange.behaviourOf(each, each.name())).orElse(PhoneBehaviour.UNREGISTERED);
        Optional<SimulatedChannel> channel = behaviour == PhoneBehaviour.UNREGISTERED
                ? Optional.empty() : exchange.newChannel(phone.orElseThrow(), action.get("ChannelId"), "");
        if (channel.isEmpty()) {
            answer.accept(new OutgoingCall.Outcome(false, 0, Optional.empty()));
            return;
        }
        action.all("Variable").stream().flatMap(line -> Arrays.stream(line.split(","))).map(pair -> pair.split("=", 2))
                .filter(pair -> pair.length == 2).forEach(pair -> channel.get().variables().put(pair[0].replaceFirst("^_{1,2}", ""), pair[1]));
        Duration timeout = action.get("Timeout").matches("\\d{1,9}") ? Duration.ofMillis(Long.parseLong(action.get("Timeout"))) : DEFAULT_TIMEOUT;
        new OutgoingCall(exchange, calls, channel.get(), action.get("Context"), action.get("Exten"), answer)
                .ringAgent(callerId(action), timeout, behaviour);
    }

    private static Optional<CallerId> callerId(PbxMessage action) {
        return Optional.of(action.get("CallerID")).filter(text -> !text.isEmpty()).map(CallerId::parse);
    }

    private static PbxMessage originateResponse(PbxMessage action, OutgoingCall.Outcome outcome) {
        CallerId caller = callerId(action).orElse(CallerId.UNKNOWN);
        PbxMessage event = PbxMessage.callEvent("OriginateResponse");
        if (!action.get("ActionID").isEmpty()) {
            event.with("ActionID", action.get("ActionID"));
        }
        return event.with("Response", outcome.success() ? "Success" : "Failure")
                .with("Channel", outcome.channel().map(SimulatedChannel::name).orElse(action.get("Channel")))
                .with("Context", action.get("Context")).with("Exten", action.get("Exten")).with("Reason", outcome.reason())
                .with("Uniqueid", outcome.channel().map(SimulatedChannel::uniqueid).orElse(CallerId.known(action.get("ChannelId"))))
                .with("CallerIDNum", CallerId.known(caller.number())).with("CallerIDName", CallerId.known(caller.name()));
    }

    private void redirect(PbxMessage action, Answers answers) {
        Optional<Call> call = calls.of(action.get("Channel"));
        if (call.isEmpty()) {
            answers.error("Channel does not exist: " + action.get("Channel"));
        } else if (call.get() instanceof IncomingCall incoming && channel(action).filter(each -> each == incoming.first()).isPresent()) {
            answers.success("Redirect successful");
            incoming.redirect(action.get("Context"), action.get("Exten"));
        } else {
            answers.error("Redirect failed, channel not up.");
        }
    }

    private static void showDialplan(PbxMessage action, Answers answers) {
        String context = action.get("Context");
        String extension = action.get("Extension");
        List<PbxMessage> steps = SimulatedDialplan.show(context, extension, () -> answers.item("ListDialplan"));
        if (!SimulatedDialplan.hasContext(context)) {
            answers.error("Did not find context " + context);
        } else if (steps.isEmpty()) {
            answers.error("Did not find extension " + extension + "@" + context);
        } else {
            answers.list("DialPlan list will follow", "ShowDialPlanComplete", steps);
        }
    }

    private void mixMonitor(PbxMessage action, Answers answers) {
        Optional<Call> call = calls.of(action.get("Channel"));
        if (call.isEmpty()) {
            answers.error("No such channel");
            return;
        }
        answers.reply().accept(answers.response("Success").with("MixMonitorID", "0x1"));
        call.get().records(Path.of(action.get("File")));
    }

    private void hangup(PbxMessage action, Answers answers) {
        Optional<SimulatedChannel> channel = channel(action);
        Optional<Call> call = calls.of(action.get("Channel"));
        if (channel.isEmpty() || call.isEmpty()) {
            answers.error("No such channel");
            return;
        }
        answers.success("Channel Hungup");
        int cause = action.get("Cause").matches("\\d{1,3}") ? Integer.parseInt(action.get("Cause")) : Hangup.NORMAL.cause();
        Hangup why = new Hangup(cause, 0);
        if (!(call.get() instanceof OutgoingCall outgoing && outgoing.abandonWhileRinging(why))) {
            call.get().end(channel.get(), why);
        }
    }
}
