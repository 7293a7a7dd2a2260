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
package org.apache.ofbiz.asterisk.crm.phones;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.ofbiz.asterisk.call.Peer;
import org.apache.ofbiz.asterisk.crm.rows.PlainText;
import org.apache.ofbiz.asterisk.crm.rows.Rows;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericValue;

/** Reads AsteriskPagePhone and AsteriskPhoneGateway rows. Thread-safe. */
public final class PagePhones {

    private static final String PHONE = "AsteriskPagePhone";
    private static final String GATEWAY = "AsteriskPhoneGateway";

    private final Rows rows;

    public PagePhones(Delegator delegator) {
        this.rows = new Rows(delegator);
    }

    /** Whether a peer is a phone in a page. */
    public boolean is(String peerId) {
        return row(peerId).isPresent();
    }

    /** Those of these phones that are used in a page and can be: their PBX has an address for browsers. */
    public List<Peer> among(List<Peer> phones) {
        return phones.stream().filter(phone -> phone.enabled() && is(phone.peerId()) && gateway(phone.serverId()).isPresent()).toList();
    }

    /** The password that a phone always has; empty where there is none. */
    public Optional<String> password(String peerId) {
        return row(peerId).flatMap(row -> PlainText.given(row.getString("phoneSecret")));
    }

    /** How browsers reach a server; empty where nobody has said so. */
    public Optional<PhoneGateway> gateway(String serverId) {
        return Rows.one(rows.from(GATEWAY).where("serverId", serverId)).map(PagePhones::gateway);
    }

    /** Where pages may open sockets to, as a content security policy names it. */
    public Set<String> origins() {
        Set<String> origins = new TreeSet<>();
        Rows.list(rows.from(GATEWAY)).forEach(row -> gateway(row).origin().ifPresent(origins::add));
        return origins;
    }

    private Optional<GenericValue> row(String peerId) {
        return Rows.one(rows.from(PHONE).where("peerId", peerId));
    }

    private static PhoneGateway gateway(GenericValue row) {
        return new PhoneGateway(row.getString("serverId"), Rows.text(row, "socketUrl"), Rows.isYes(row, "dailyPasswords"),
                PhoneGateway.urls(Rows.text(row, "stunUrls")), PhoneGateway.urls(Rows.text(row, "turnUrls")),
                PlainText.given(row.getString("turnSecret")), Rows.text(row, "echoNumber"));
    }
}
