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
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.ofbiz.asterisk.push.relay.SessionNews;

/** News of HTTP sessions as frames. Stateless. */
final class NewsFrames {

    private NewsFrames() {
    }

    /** Empty for what each node sees for itself. @param hidden names HTTP sessions: their ids don't leave the node */
    static Optional<Frame> of(SessionNews news, UnaryOperator<String> hidden) {
        Writer writer = new Writer(hidden);
        news.dispatch(writer);
        return writer.written;
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

    private static final class Writer implements SessionNews.Handler {
        private final UnaryOperator<String> hidden;
        private Optional<Frame> written = Optional.empty();

        Writer(UnaryOperator<String> hidden) {
            this.hidden = hidden;
        }

        private void write(Frame.Kind kind, Map<String, String> fields) {
            written = Optional.of(new Frame(kind, fields));
        }

        @Override
        public void locked(SessionNews.Locked news) {
            write(Frame.Kind.LOCKED, Map.of(Frame.USER, news.userLoginId(), Frame.SINCE, news.since().toString()));
        }

        @Override
        public void unlocked(SessionNews.Unlocked news) {
            write(Frame.Kind.UNLOCKED, Map.of(Frame.USER, news.userLoginId(), Frame.HTTP_SESSION, hidden.apply(news.httpSessionId())));
        }

        @Override
        public void left(SessionNews.Left news) {
            write(Frame.Kind.LEFT, Map.of(Frame.USER, news.userLoginId()));
        }

        @Override
        public void ended(SessionNews.Ended news) {
            write(Frame.Kind.ENDED, Map.of(Frame.HTTP_SESSION, hidden.apply(news.httpSessionId())));
        }

        @Override
        public void renamed(SessionNews.Renamed news) {
            write(Frame.Kind.RENAMED, Map.of(Frame.HTTP_SESSION, hidden.apply(news.oldId()), Frame.NEW_HTTP_SESSION, hidden.apply(news.newId())));
        }

        @Override
        public void nodeGone(SessionNews.NodeGone news) {
            // each node sees that for itself
        }
    }
}
