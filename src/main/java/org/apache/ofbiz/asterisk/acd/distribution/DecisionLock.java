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
package org.apache.ofbiz.asterisk.acd.distribution;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.ofbiz.asterisk.acd.AcdListener;
import org.apache.ofbiz.asterisk.acd.Effect;
import org.apache.ofbiz.asterisk.acd.threads.SerialExecutor;

/**
 * The lock of the call distributor: decisions are taken while it is held, listeners hear of them in their order, and everything else is
 * done after it is released. Anyone who holds its monitor sees what was decided last. Thread-safe.
 */
final class DecisionLock implements EffectRunner.Lock {

    private final SerialExecutor listenerExecutor;
    private final List<AcdListener> listeners = new CopyOnWriteArrayList<>();
    /** What decides needs this lock, and what carries out decisions needs what decides: so it comes last. */
    private volatile EffectRunner effectRunner;

    DecisionLock(SerialExecutor listenerExecutor) {
        this.listenerExecutor = listenerExecutor;
    }

    /** To be called once, before the first decision. */
    void carryOutWith(EffectRunner runner) {
        effectRunner = runner;
    }

    void addListener(AcdListener listener) {
        listeners.add(listener);
    }

    @Override
    public <T> T decide(Function<List<Effect>, T> decision) {
        List<Runnable> work;
        T decided;
        synchronized (this) {
            List<Effect> effects = new ArrayList<>();
            decided = decision.apply(effects);
            work = effectRunner.order(effects);
        }
        listenerExecutor.go();
        work.forEach(Runnable::run);
        return decided;
    }

    @Override
    public void tell(Consumer<AcdListener> event) {
        listeners.forEach(listener -> listenerExecutor.add(() -> event.accept(listener)));
    }

    /** Tells listeners what no decision brought about, after what they are to be told already. */
    void tellAlone(Consumer<AcdListener> event) {
        tell(event);
        listenerExecutor.go();
    }
}
