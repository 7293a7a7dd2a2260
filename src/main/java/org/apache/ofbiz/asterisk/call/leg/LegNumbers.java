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
package org.apache.ofbiz.asterisk.call.leg;

import org.apache.ofbiz.asterisk.call.Party;

/**
 * The numbers that are known of a channel. Every transition is pure and total.
 *
 * @param party     who its far end is, as the PBX shows it
 * @param before    who that was before the dialplan gave it another number; unknown where it did not
 * @param context   where it is in the dialplan, as is {@code extension}
 * @param reached   the number that a trunk was given to dial, whatever the dialplan says of it; empty where none
 */
public record LegNumbers(Party party, Party before, String context, String extension, String reached) {

    /** Of a channel of which nothing else is known. */
    public LegNumbers(Party party, String context, String extension) {
        this(party, Party.UNKNOWN, context, extension, "");
    }

    /** A number or name that is not told changes nothing. */
    public LegNumbers identified(Party latest) {
        boolean another = before.number().isEmpty() && !latest.number().isEmpty() && !latest.number().equals(party.number());
        return new LegNumbers(new Party(latest.number().isEmpty() ? party.number() : latest.number(),
                latest.name().isEmpty() ? party.name() : latest.name()), another ? party : before, context, extension, reached);
    }

    /** It calls somebody outside: the number that the dialplan has given it is one of ours, which the other is to see. */
    public LegNumbers goesOut() {
        return before.number().isEmpty() ? this : new LegNumbers(before, Party.UNKNOWN, context, extension, reached);
    }

    /** Where it is in the dialplan, as long as nothing better is known of what was dialed. */
    public LegNumbers isAt(String itsContext, String itsExtension) {
        return extension.isEmpty() && !itsExtension.isEmpty() ? new LegNumbers(party, before, itsContext, itsExtension, reached) : this;
    }

    public LegNumbers reachedBy(String number) {
        return new LegNumbers(party, before, context, extension, number);
    }

    /** What a trunk was called for. */
    public String called() {
        return reached.isEmpty() ? party.number() : reached;
    }
}
