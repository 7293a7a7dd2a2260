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
package org.apache.ofbiz.asterisk.acd.incall;

import java.util.List;
import java.util.Optional;
import org.apache.ofbiz.asterisk.acd.PbxDirectory;
import org.apache.ofbiz.asterisk.acd.incall.ChannelBoard.Spot;
import org.apache.ofbiz.asterisk.call.ChannelCommand;
import org.apache.ofbiz.asterisk.call.Numbering;
import org.apache.ofbiz.asterisk.call.PbxCommands;
import org.apache.ofbiz.asterisk.call.Peer;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.apache.ofbiz.asterisk.call.PhoneCall.Leg;

/**
 * Sees to it that nobody stays alone where a command has put them: a customer whose agent has gone waits for the group again, a phone that
 * holds nobody is hung up, a consultation that came to nothing gives the customer back. Thread-safe.
 */
final class CallKeeper {

    private final CallBook book;
    private final Consultations consultations;
    private final PbxDirectory pbxes;

    CallKeeper(CallBook book, Consultations consultations, PbxDirectory pbxes) {
        this.book = book;
        this.consultations = consultations;
        this.pbxes = pbxes;
    }

    /** Somebody in the call is elsewhere now. */
    void look(String callId) {
        Optional<PhoneCall> call = book.find(callId).filter(known -> known.callId().equals(callId));
        if (call.isEmpty()) {
            consultations.forget(callId);
            return;
        }
        if (book.holds(call.get())) {
            consultations.handles(call.get()); // perhaps by another OFBiz process, which is gone
        }
        if (consultations.isHandled(callId) && !consultations.isEnding(callId) && !consultations.isReturning(callId)) {
            pbxes.commands(call.get().serverId()).ifPresent(pbx -> look(call.get(), pbx));
        }
    }

    private void look(PhoneCall call, PbxCommands pbx) {
        List<Leg> people = call.legs().stream().filter(leg -> leg.alive() && !leg.channel().isLocal()).toList();
        Optional<Consultations.Consulted> consulted = consultations.of(call.callId());
        if (consulted.isPresent() && Consultations.failed(call, consulted.get().before())) {
            book.view(call.callId(), consulted.get().user()).ifPresent(view -> giveBack(view, pbx));
        } else if (people.size() == 1) {
            alone(call, people.get(0), pbx);
        }
    }

    private void giveBack(CallView view, PbxCommands pbx) {
        if (view.own().isPresent() && view.inside() && view.heldFirst().isPresent()) {
            consultations.over(view.call());
            String own = view.own().get().channel().name();
            // the phone is on its way to the place of ours, or there already
            Steps.on(pbx).join(new ChannelCommand.Join(own, view.heldFirst().get().channel().name()));
        }
    }

    private void alone(PhoneCall call, Leg leg, PbxCommands pbx) {
        Optional<Spot> spot = book.spot(call, CallView.id(leg));
        boolean parked = spot.filter(its -> !its.space().isEmpty()).isPresent();
        boolean held = spot.filter(Spot::onHold).isPresent();
        boolean conference = spot.filter(its -> its.conference().startsWith("ofbiz-")).isPresent();
        boolean agent = leg.side() == Peer.Type.EXTENSION && leg.answeredAt().isPresent() && spot.filter(its -> its.bridgeId().isEmpty()).isPresent();
        if (parked || !held && !conference && !agent) {
            return;
        }
        String waiting = pbxes.numbering(call.serverId()).map(Numbering::contexts).map(Numbering.Contexts::waiting).orElse("");
        if (held && call.direction() == PhoneCall.Direction.INBOUND && call.groupId().isPresent() && leg.side() == Peer.Type.TRUNK
                && !waiting.isBlank()) {
            pbx.redirect(new PbxCommands.Redirect(leg.channel().name(), waiting, "s"));
        } else {
            pbx.hangup(leg.channel().name());
        }
    }
}
