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
package org.apache.ofbiz.asterisk.endtoend;

/**
 * The rows of 5,000 agents on ten PBXs, 500 each, in ten groups of fifty, with a phone each. Written by the database itself, like rows of the demo
 * data, since a node would need a minute.
 */
final class NodesRows {

    static final int PBXS = 10;
    static final int AGENTS = 500;
    static final int GROUPS = 10;
    static final int MEMBERS = AGENTS / GROUPS;
    /** Phones of a PBX: those of {@link SimulatedClusterPbx}, and one for each agent. */
    static final int PHONES = 3 + AGENTS;
    private static final int FIRST_PHONE = 1004;
    private static final int FIRST_NUMBER = 5001;
    private static final String EACH_PBX = "generate_series(0, " + (PBXS - 1) + ") N";
    private static final String EACH_AGENT = EACH_PBX + ", generate_series(0, " + (AGENTS - 1) + ") A";
    private static final String EACH_GROUP = EACH_PBX + ", generate_series(0, " + (GROUPS - 1) + ") G";
    private static final String SERVER = "CASE N WHEN 0 THEN 'DEMO_PBX' ELSE 'PBX_' || N END";
    private static final String PARTY = "'MANY_' || N || '_' || A";
    private static final String LOGIN = "'many' || N || '_' || A";
    private static final String PHONE = "CAST(" + FIRST_PHONE + " + A AS TEXT)";
    private static final String GROUP = "'MANY_' || N || '_' || G";

    private NodesRows() {
    }

    static String login(int pbx, int agent) {
        return "many" + pbx + '_' + agent;
    }

    static String party(int pbx, int agent) {
        return "MANY_" + pbx + '_' + agent;
    }

    /** What customers dial. @param group 0 to 9, of agents 0 to 49, 50 to 99 ... */
    static String number(int group) {
        return String.valueOf(FIRST_NUMBER + group);
    }

    static void write(Cluster cluster) {
        copy(cluster, "PARTY", EACH_AGENT, "PARTY_ID = 'AST_AGENT1'", "'party_id', " + PARTY);
        copy(cluster, "PERSON", EACH_AGENT, "PARTY_ID = 'AST_AGENT1'", "'party_id', " + PARTY + ", 'last_name', " + PARTY);
        copy(cluster, "USER_LOGIN", EACH_AGENT, "USER_LOGIN_ID = 'agent1001'", "'user_login_id', " + LOGIN + ", 'party_id', " + PARTY);
        copy(cluster, "USER_LOGIN_SECURITY_GROUP", EACH_AGENT, "USER_LOGIN_ID = 'agent1001'", "'user_login_id', " + LOGIN);
        copy(cluster, "ASTERISK_PEER", EACH_AGENT, "PEER_ID = 'DEMO_1001'", "'peer_id', " + PARTY + ", 'server_id', " + SERVER + ", 'peer_name', "
                + PHONE + ", 'caller_id_number', " + PHONE + ", 'party_id', " + PARTY + ", 'user_login_id', " + LOGIN);
        copy(cluster, "CALL_CENTER_GROUP", EACH_GROUP, "CALL_CENTER_GROUP_ID = 'SUPPORT'", "'call_center_group_id', " + GROUP + ", 'group_name', "
                + GROUP + ", 'server_id', " + SERVER + ", 'wrap_up_seconds', 0, 'record_calls', 'N', 'automatic_callbacks', 'N'");
        copy(cluster, "CALL_CENTER_GROUP_ENTRY", EACH_GROUP, "CALL_CENTER_GROUP_ID = 'SUPPORT' AND EXTENSION = '5000'",
                "'call_center_group_id', " + GROUP + ", 'extension', CAST(" + FIRST_NUMBER + " + G AS TEXT)");
        copy(cluster, "GROUP_MEMBERSHIP", EACH_AGENT, "PARTY_ID = 'AST_AGENT1' AND CALL_CENTER_GROUP_ID = 'SUPPORT'", "'call_center_group_id', "
                + GROUP.replace("G", "A / " + MEMBERS) + ", 'party_id', " + PARTY);
        cluster.change("ANALYZE");
    }

    private static void copy(Cluster cluster, String table, String times, String of, String changed) {
        cluster.change("INSERT INTO " + table + " SELECT NEW.* FROM " + table + " OLD, " + times + ", LATERAL jsonb_populate_record(OLD,"
                + " jsonb_build_object(" + changed + ")) NEW WHERE OLD." + of.replace(" AND ", " AND OLD."));
    }
}
