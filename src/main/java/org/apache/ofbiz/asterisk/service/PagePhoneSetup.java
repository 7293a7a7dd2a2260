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
package org.apache.ofbiz.asterisk.service;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.ofbiz.asterisk.crm.admin.InputCheck;
import org.apache.ofbiz.asterisk.crm.phones.PhoneGateway;
import org.apache.ofbiz.asterisk.crm.rows.EnumIds;
import org.apache.ofbiz.asterisk.crm.rows.Rows;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericEntityException;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.service.DispatchContext;
import org.apache.ofbiz.service.ServiceUtil;

/** The services by which admins set phones in pages up (servicedef/services.xml). Permissions are checked by their definitions. */
public final class PagePhoneSetup {

    private static final String SERVER = "serverId";
    private static final String PEER = "peerId";
    private static final String NAME = "peerName";
    private static final String SOCKET = "socketUrl";
    private static final String GATEWAY = "AsteriskPhoneGateway";
    private static final String PHONE = "AsteriskPagePhone";
    private static final String DAILY = "dailyPasswords";
    private static final String ECHO = "echoNumber";
    private static final String TURN_SECRET = "turnSecret";
    private static final int LONGEST_URL = 255;
    private static final int LONGEST_SECRET = 100;
    /** What is in a SIP address as it is, and in JSON. */
    private static final Pattern NAME_OF_PHONE = Pattern.compile("[A-Za-z0-9_.-]{1,60}");

    private PagePhoneSetup() {
    }

    /** Service setAsteriskPhoneGateway. */
    public static Map<String, Object> saveGateway(DispatchContext dctx, Map<String, ? extends Object> context) throws GenericEntityException {
        InputCheck check = InputCheck.of(context).noMarkup().yesOrNo(DAILY).longest(LONGEST_URL, SOCKET, "stunUrls", "turnUrls")
                .longest(LONGEST_SECRET, TURN_SECRET);
        Delegator delegator = dctx.getDelegator();
        Rows rows = new Rows(delegator);
        check.find(SERVER, () -> Rows.one(rows.from("AsteriskServer").where(SERVER, context.get(SERVER))));
        if (!text(context, SOCKET).isEmpty() && !PhoneGateway.isSocketUrl(text(context, SOCKET))) {
            check.refused(SOCKET, "AsteriskErrorSocketUrl");
        }
        for (String scheme : new String[] {"stun", "turn"}) {
            if (!PhoneGateway.areIceUrls(text(context, scheme + "Urls"), scheme)) {
                check.refused(scheme + "Urls", "AsteriskErrorIceUrls");
            }
        }
        if (!text(context, ECHO).isEmpty() && !PhoneGateway.isEchoNumber(text(context, ECHO))) {
            check.refused(ECHO, "AsteriskErrorEchoNumber");
        }
        if (check.failed()) {
            return check.refusal();
        }
        if (text(context, SOCKET).isEmpty()) {
            delegator.removeByAnd(GATEWAY, Map.of(SERVER, context.get(SERVER)));
            return ServiceUtil.returnSuccess();
        }
        GenericValue row = Rows.one(rows.from(GATEWAY).where(SERVER, context.get(SERVER)))
                .orElseGet(() -> delegator.makeValue(GATEWAY, Map.of(SERVER, context.get(SERVER))));
        row.set(SOCKET, text(context, SOCKET));
        row.set(DAILY, text(context, DAILY).isEmpty() ? "Y" : text(context, DAILY));
        row.set("stunUrls", text(context, "stunUrls"));
        row.set("turnUrls", text(context, "turnUrls"));
        row.set(ECHO, text(context, ECHO));
        if (!text(context, TURN_SECRET).isEmpty()) {
            row.set(TURN_SECRET, text(context, TURN_SECRET));
        }
        delegator.createOrStore(row);
        return ServiceUtil.returnSuccess();
    }

    /** Service setAsteriskPagePhone. */
    public static Map<String, Object> savePhone(DispatchContext dctx, Map<String, ? extends Object> context) throws GenericEntityException {
        InputCheck check = InputCheck.of(context).noMarkup().required(NAME).matches(NAME, NAME_OF_PHONE, "AsteriskErrorPagePhoneName")
                .longest(LONGEST_SECRET, "phoneSecret");
        Delegator delegator = dctx.getDelegator();
        Rows rows = new Rows(delegator);
        check.find(SERVER, () -> Rows.one(rows.from("AsteriskServer").where(SERVER, context.get(SERVER))));
        Optional<GenericValue> found = check.failed() ? Optional.empty() : check.find(NAME, () -> Rows.first(rows.from("AsteriskPeer").where(SERVER,
                context.get(SERVER), "technology", "PJSIP", NAME, text(context, NAME), "peerTypeEnumId", EnumIds.EXTENSION)));
        if (check.failed()) {
            return check.refusal();
        }
        GenericValue peer = found.orElseThrow();
        GenericValue row = Rows.one(rows.from(PHONE).where(PEER, peer.getString(PEER)))
                .orElseGet(() -> delegator.makeValue(PHONE, Map.of(PEER, peer.getString(PEER))));
        if (!text(context, "phoneSecret").isEmpty()) {
            row.set("phoneSecret", text(context, "phoneSecret"));
        }
        delegator.createOrStore(row);
        return ServiceUtil.returnSuccess();
    }

    /** Service removeAsteriskPagePhone. */
    public static Map<String, Object> removePhone(DispatchContext dctx, Map<String, ? extends Object> context) throws GenericEntityException {
        InputCheck check = InputCheck.of(context).id(PEER);
        if (check.failed()) {
            return check.refusal();
        }
        dctx.getDelegator().removeByAnd(PHONE, Map.of(PEER, context.get(PEER)));
        return ServiceUtil.returnSuccess();
    }

    private static String text(Map<String, ? extends Object> context, String field) {
        return Objects.toString(context.get(field), "").strip();
    }
}
