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
package org.apache.ofbiz.asterisk.setup.queues;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.ofbiz.asterisk.call.PbxCommands.Failure;
import org.apache.ofbiz.asterisk.call.PbxCommands.Result;
import org.apache.ofbiz.asterisk.call.queues.ConfigCommands;
import org.apache.ofbiz.asterisk.setup.queues.QueueEditor.Access;
import org.apache.ofbiz.asterisk.setup.queues.QueueEditor.Applied;
import org.apache.ofbiz.asterisk.setup.queues.QueueEditor.Outcome;
import org.junit.jupiter.api.Test;

/** What is made of a PBX that doesn't do as it should. */
class QueueEditorTest {

    private static final Result MISSING = Result.failed(Failure.Kind.REFUSED, "Config file not found");
    private static final QueuesFile SALES = QueuesFile.empty().with("sales", Map.of(QueueOption.TIMEOUT, "15"));

    @Test
    void withoutAnAnswerThePbxIsOffline() {
        assertThat(new QueueEditor(new Pbx().answering(Result.failed(Failure.Kind.TIMEOUT, ""))).read().access(), is(Access.OFFLINE));
        assertThat(new QueueEditor(new Pbx().answering(Result.failed(Failure.Kind.PBX_AWAY, ""))).read().known(), is(false));
    }

    @Test
    void withoutTheRightTheFileIsStillRead() {
        Pbx pbx = new Pbx().file(SALES);
        pbx.may = Result.failed(Failure.Kind.NOT_PERMITTED, "Permission denied");
        QueueEditor.State state = new QueueEditor(pbx).read();
        assertThat(state.access(), is(Access.NOT_PERMITTED));
        assertThat(state.file(), is(SALES));
    }

    @Test
    void aFileThatIsNotThereIsEmptyAndWritable() {
        QueueEditor.State state = new QueueEditor(new Pbx().answering(MISSING)).read();
        assertThat(state.access(), is(Access.WRITABLE));
        assertThat(state.exists(), is(false));
        assertThat(state.included(), is(Optional.empty()));
    }

    @Test
    void aFileThatNobodyIncludesIsTold() {
        Pbx pbx = new Pbx().file(SALES);
        pbx.included = false;
        QueueEditor editor = new QueueEditor(pbx);
        assertThat(editor.read().included(), is(Optional.of(false)));
        assertThat(editor.apply(editor.read(), SALES).outcome(), is(Outcome.NOT_INCLUDED));
    }

    @Test
    void whatThePbxRefusesFails() {
        Pbx pbx = new Pbx().file(QueuesFile.empty());
        QueueEditor editor = new QueueEditor(pbx);
        pbx.update = Result.failed(Failure.Kind.REFUSED, "Save of config failed");
        assertThat(editor.apply(editor.read(), SALES), is(new Applied(Outcome.FAILED, "Save of config failed")));
        pbx.update = Result.failed(Failure.Kind.NOT_PERMITTED, "Permission denied");
        assertThat(editor.apply(editor.read(), SALES).outcome(), is(Outcome.NOT_PERMITTED));
    }

    @Test
    void aFileThatIsNotAsWrittenFails() {
        Pbx pbx = new Pbx().file(QueuesFile.empty());
        QueueEditor editor = new QueueEditor(pbx);
        assertThat("it takes the change and forgets it", editor.apply(editor.read(), SALES), is(new Applied(Outcome.FAILED, QueuesFile.NAME)));
    }

    @Test
    void aQueueThatThePbxDoesNotHaveFails() {
        Pbx pbx = new Pbx().file(SALES);
        pbx.live = Set.of();
        QueueEditor editor = new QueueEditor(pbx);
        assertThat(editor.apply(editor.read(), SALES), is(new Applied(Outcome.FAILED, "QueueSummary")));
    }

    /** Has one file, and takes changes without doing them. */
    private static final class Pbx implements ConfigCommands {
        private QueuesFile file = new QueuesFile(List.of());
        private Result reading = Result.SUCCESS;
        private Result may = Result.SUCCESS;
        private Result update = Result.SUCCESS;
        private boolean included = true;
        private Set<LiveQueue> live = Set.of(new LiveQueue("Sales", 0));

        Pbx file(QueuesFile its) {
            file = its;
            return this;
        }

        Pbx answering(Result result) {
            reading = result;
            return this;
        }

        @Override
        public CompletionStage<Contents> read(String name) {
            boolean none = !reading.ok() || !name.equals(QueuesFile.NAME) && !(name.equals("queues.conf") && included);
            return done(new Contents(none ? List.of() : file.sections(), reading.failure()));
        }

        @Override
        public CompletionStage<Result> mayUpdate() {
            return done(may);
        }

        @Override
        public CompletionStage<Result> create(String name) {
            return done(update);
        }

        @Override
        public CompletionStage<Result> update(String name, List<Edit> edits, Optional<String> module) {
            return done(update);
        }

        @Override
        public CompletionStage<Optional<Set<LiveQueue>>> queues() {
            return done(Optional.of(live));
        }

        @Override
        public CompletionStage<Result> store(String family, String key, String value) {
            return done(Result.SUCCESS);
        }

        @Override
        public CompletionStage<Result> forget(String family, String key) {
            throw new UnsupportedOperationException();
        }

        private static <T> CompletionStage<T> done(T value) {
            return CompletableFuture.completedFuture(value);
        }
    }
}
