/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.asterisk.crm;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.ofbiz.asterisk.call.CallEvent;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.apache.ofbiz.asterisk.call.PhoneCall.Direction;
import org.apache.ofbiz.asterisk.call.PhoneCall.Outcome;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericValue;

/** Calls that an earlier run of OFBiz left without an end, because they ended while it was not running. Thread-safe. */
public final class UnfinishedCalls {

    private final Rows rows;

    public UnfinishedCalls(Delegator delegator) {
        this.rows = new Rows(delegator);
    }

    /**
     * Those of the server that are no longer there, told as ended now: when they really ended nobody has seen.
     *
     * @param live channels that the server has now
     */
    List<PhoneCall> endedUnseen(String serverId, CallEvent.Resynchronised live) {
        Set<String> linkedIds = live.channels().stream().map(known -> known.channel().linkedId()).collect(Collectors.toSet());
        return Rows.list(rows.from("PhoneCall").where("serverId", serverId, "endDate", null)).stream()
                .filter(row -> !linkedIds.contains(row.getString("linkedId")) && row.getTimestamp("startDate").toInstant().isBefore(live.at()))
                .map(row -> ended(row, live.at())).toList();
    }

    private static PhoneCall ended(GenericValue row, Instant at) {
        Optional<Instant> answeredAt = Optional.ofNullable(row.getTimestamp("answerDate")).map(Timestamp::toInstant);
        Direction direction = EnumIds.direction(row.getString("direction"));
        Outcome unanswered = direction == Direction.INBOUND ? Outcome.ABANDONED : Outcome.FAILED;
        return new PhoneCall(row.getString("serverId"), row.getString("linkedId"), direction, PhoneCall.State.ENDED,
                new CallEvent.Party(text(row, "callerNumber"), text(row, "callerName")), text(row, "dialedNumber"),
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), List.of(), row.getTimestamp("startDate").toInstant(),
                answeredAt, Optional.of(at), Optional.empty(), Optional.of(answeredAt.isPresent() ? Outcome.ANSWERED : unanswered), 0, true,
                Optional.empty());
    }

    private static String text(GenericValue row, String field) {
        return Optional.ofNullable(row.getString(field)).orElse("");
    }
}
