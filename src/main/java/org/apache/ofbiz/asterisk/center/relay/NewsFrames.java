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
package org.apache.ofbiz.asterisk.center.relay;

import java.time.Instant;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.ofbiz.asterisk.push.relay.SessionNews;

/** News of HTTP sessions as frames. Stateless. */
final class NewsFrames {

    private NewsFrames() {
    }

    /** @param hidden names HTTP sessions: their ids don't leave the node */
    static Frame of(SessionNews news, UnaryOperator<String> hidden) {
        if (news instanceof SessionNews.Locked locked) {
            return new Frame(Frame.Kind.LOCKED, Map.of(Frame.USER, locked.userLoginId(), Frame.SINCE, locked.since().toString()));
        } else if (news instanceof SessionNews.Unlocked unlocked) {
            return new Frame(Frame.Kind.UNLOCKED, Map.of(Frame.USER, unlocked.userLoginId(),
                    Frame.HTTP_SESSION, hidden.apply(unlocked.httpSessionId())));
        } else if (news instanceof SessionNews.Left left) {
            return new Frame(Frame.Kind.LEFT, Map.of(Frame.USER, left.userLoginId()));
        } else if (news instanceof SessionNews.Ended ended) {
            return new Frame(Frame.Kind.ENDED, Map.of(Frame.HTTP_SESSION, hidden.apply(ended.httpSessionId())));
        }
        SessionNews.Renamed renamed = (SessionNews.Renamed) news;
        return new Frame(Frame.Kind.RENAMED, Map.of(Frame.HTTP_SESSION, hidden.apply(renamed.oldId()),
                Frame.NEW_HTTP_SESSION, hidden.apply(renamed.newId())));
    }

    /** @throws IllegalArgumentException for a frame that is none */
    static SessionNews of(Frame frame) {
        return switch (frame.kind()) {
        case LOCKED -> new SessionNews.Locked(frame.get(Frame.USER), Instant.parse(frame.get(Frame.SINCE)));
        case UNLOCKED -> new SessionNews.Unlocked(frame.get(Frame.USER), frame.get(Frame.HTTP_SESSION));
        case LEFT -> new SessionNews.Left(frame.get(Frame.USER));
        case ENDED -> new SessionNews.Ended(frame.get(Frame.HTTP_SESSION));
        case RENAMED -> new SessionNews.Renamed(frame.get(Frame.HTTP_SESSION), frame.get(Frame.NEW_HTTP_SESSION));
        default -> throw new IllegalArgumentException(frame.kind().name());
        };
    }
}
