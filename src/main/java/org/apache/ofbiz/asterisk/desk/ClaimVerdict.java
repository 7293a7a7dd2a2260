/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.asterisk.desk;

import java.util.List;
import java.util.Optional;
import org.apache.ofbiz.asterisk.call.CallEvent;
import org.apache.ofbiz.asterisk.call.Peer;
import org.apache.ofbiz.asterisk.call.Person;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.apache.ofbiz.asterisk.desk.OfferState.Claimed;

/** What has become of a claim, read from the call as it is now. Pure. */
sealed interface ClaimVerdict {

    /** The claimer's phone rings, or is about to. */
    record Stands() implements ClaimVerdict {
    }

    /** The claimer talks, or talked. */
    record Connected() implements ClaimVerdict {
    }

    /** Somebody else talks, e.g. took the call on another phone. */
    record TakenBy(Optional<Person> person) implements ClaimVerdict {
    }

    /** The caller hung up first. */
    record CallerGone() implements ClaimVerdict {
    }

    /** The phone seems not to ring, or no longer, and the PBX has not said why yet. */
    record Unclear() implements ClaimVerdict {
    }

    /** The claimer's phone did not answer. */
    record Failed(PhoneCall.Outcome outcome) implements ClaimVerdict {
    }

    /** @param beginsToWait the caller was just sent to the waiting context, for the first time or back again */
    static ClaimVerdict of(PhoneCall call, Claimed claimed, boolean beginsToWait) {
        if (call.ended()) {
            return call.outcome().equals(Optional.of(PhoneCall.Outcome.ANSWERED)) ? new Connected() : new CallerGone();
        }
        if (Legs.connected(call)) {
            return whoIsConnected(call, claimed);
        }
        List<PhoneCall.Leg> rung = rung(call, claimed);
        if (rung.stream().anyMatch(PhoneCall.Leg::alive)) {
            return new Stands();
        }
        if (rung.isEmpty()) {
            if (!beginsToWait) {
                return new Stands();
            }
            return claimed.heardMusic() ? new Failed(whyUnanswered(rung)) : new Unclear();
        }
        // a leg that was cancelled may be the caller hanging up, which the next event will say
        boolean cancelled = rung.get(rung.size() - 1).result().equals(Optional.of(CallEvent.DialResult.CANCELLED));
        return cancelled && !beginsToWait ? new Unclear() : new Failed(whyUnanswered(rung));
    }

    private static ClaimVerdict whoIsConnected(PhoneCall call, Claimed claimed) {
        boolean claimer = Legs.of(call, claimed.extension()).stream().anyMatch(leg -> leg.alive() && leg.answeredAt().isPresent());
        Optional<Peer> extension = Legs.connectedExtension(call);
        if (claimer || extension.map(Peer::peerId).equals(Optional.of(claimed.extension().peerId()))) {
            return new Connected();
        }
        return new TakenBy(extension.flatMap(Peer::owner));
    }

    /** Legs of the claimer's extension that this claim brought about. */
    static List<PhoneCall.Leg> rung(PhoneCall call, Claimed claimed) {
        return Legs.of(call, claimed.extension()).stream()
                .filter(leg -> !claimed.legsBefore().contains(leg.channel().uniqueId())).toList();
    }

    /** A phone that Asterisk cannot reach gets no channel at all. */
    static PhoneCall.Outcome whyUnanswered(List<PhoneCall.Leg> rung) {
        return rung.isEmpty() ? PhoneCall.Outcome.EXTENSION_UNREGISTERED
                : rung.get(rung.size() - 1).extensionFailure().orElse(PhoneCall.Outcome.EXTENSION_NO_ANSWER);
    }
}
