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
package org.apache.ofbiz.asterisk.browser;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterAll;

/** Several agents at their consoles, each with a browser. Browsers are used again, since to start one takes seconds. */
abstract class AgentsTest extends ComponentTest {

    private static final Deque<Browser> IDLE_BROWSERS = new ArrayDeque<>();
    private final List<AgentPage> agents = new ArrayList<>();

    @AfterAll
    static void closeBrowsers() throws IOException {
        while (!IDLE_BROWSERS.isEmpty()) {
            IDLE_BROWSERS.pop().close();
        }
    }

    /** Whoever works in this test, in the order in which they began. */
    final List<AgentPage> agents() {
        return agents;
    }

    final AgentPage agent(String login) throws IOException {
        return agent(login, component().base());
    }

    /** @param base where this agent's browser finds the component */
    final AgentPage agent(String login, URI base) throws IOException {
        Browser browser = IDLE_BROWSERS.isEmpty() ? Browser.open() : IDLE_BROWSERS.pop();
        AgentPage agent = new AgentPage(browser, base);
        agents.add(agent);
        agent.startsWork(login);
        return agent;
    }

    final void everybodyLeaves() {
        agents.forEach(agent -> IDLE_BROWSERS.add(agent.leaves()));
        agents.clear();
    }
}
