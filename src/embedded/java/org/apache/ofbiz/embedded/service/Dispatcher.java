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
package org.apache.ofbiz.embedded.service;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import javax.transaction.Status;
import javax.transaction.Synchronization;
import javax.transaction.Transaction;
import org.apache.ofbiz.base.util.Debug;
import org.apache.ofbiz.base.util.UtilMisc;
import org.apache.ofbiz.embedded.data.UnsupportedDescriptorException;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.transaction.GenericTransactionException;
import org.apache.ofbiz.entity.transaction.TransactionUtil;
import org.apache.ofbiz.security.Security;
import org.apache.ofbiz.service.DispatchContext;
import org.apache.ofbiz.service.GenericServiceException;
import org.apache.ofbiz.service.LocalDispatcher;
import org.apache.ofbiz.service.ModelService;
import org.apache.ofbiz.service.ServiceUtil;

/** Runs services: permission, validation, transaction, engine. Thread-safe. */
public final class Dispatcher implements LocalDispatcher {
    private static final String MODULE = Dispatcher.class.getName();
    private static final int JOB_THREADS = 5;

    private final ServiceModels models;
    private final CommitActions actions;
    private final Delegator delegator;
    private final Security security;
    private final Map<String, Engine> engines;
    private final DispatchContext dctx;
    private final ServiceAccess access;
    private final ScheduledExecutorService jobs;

    public Dispatcher(ServiceModels models, CommitActions actions, Delegator delegator, Security security, GroovyScripts scripts) {
        this.models = models;
        this.actions = actions;
        this.delegator = delegator;
        this.security = security;
        this.engines = Map.of("java", new JavaEngine(), "groovy", new GroovyEngine(scripts), "entity-auto", new EntityAutoEngine(delegator));
        this.dctx = new DispatchContext(getName(), Thread.currentThread().getContextClassLoader(), this);
        this.access = new ServiceAccess(dctx);
        AtomicInteger number = new AtomicInteger();
        this.jobs = Executors.newScheduledThreadPool(JOB_THREADS, work -> {
            Thread thread = new Thread(work, "ofbiz-job-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Refuses services that could not run: scripts that do not compile, methods and entities that are not there. */
    public void checkAll() {
        for (String name : models.names()) {
            ModelService service = models.find(name).orElseThrow();
            if (engines.containsKey(service.getEngineName())) {
                try {
                    engines.get(service.getEngineName()).check(service);
                } catch (IllegalArgumentException e) {
                    String[] place = service.getDefinitionLocation().split(":(?=\\d+$)");
                    throw new UnsupportedDescriptorException(place[0], Integer.parseInt(place[1]), "service " + name + ": " + e.getMessage());
                }
            }
        }
    }

    @Override
    public String getName() {
        return "default";
    }

    @Override
    public Delegator getDelegator() {
        return delegator;
    }

    @Override
    public Security getSecurity() {
        return security;
    }

    @Override
    public DispatchContext getDispatchContext() {
        return dctx;
    }

    @Override
    public Map<String, Object> runSync(String serviceName, Map<String, ? extends Object> context) throws GenericServiceException {
        return runSync(serviceName, context, 0, false);
    }

    @Override
    public Map<String, Object> runSync(String serviceName, int transactionTimeout, boolean requireNewTransaction, Object... context)
            throws GenericServiceException {
        return runSync(serviceName, ServiceUtil.makeContext(context), transactionTimeout, requireNewTransaction);
    }

    @Override
    public Map<String, Object> runSync(String serviceName, Map<String, ? extends Object> context, int transactionTimeout,
            boolean requireNewTransaction) throws GenericServiceException {
        ModelService service = dctx.getModelService(serviceName);
        Map<String, Object> input = new HashMap<>(context == null ? Map.of() : context);
        input.putIfAbsent("locale", Locale.getDefault());
        try {
            Transaction parent = service.isUseTransaction() && requireNewTransaction ? TransactionUtil.suspend() : null;
            try {
                return inTransaction(service, input, transactionTimeout > 0 ? transactionTimeout : service.getTransactionTimeout());
            } finally {
                TransactionUtil.resume(parent);
            }
        } catch (GenericTransactionException e) {
            throw new GenericServiceException("The transaction of service [" + serviceName + "] failed", e);
        }
    }

    private Map<String, Object> inTransaction(ModelService service, Map<String, Object> input, int timeout)
            throws GenericServiceException, GenericTransactionException {
        boolean began = service.isUseTransaction() && TransactionUtil.begin(timeout);
        Map<String, Object> result;
        try {
            result = invoke(service, input);
            queueActions(service, input, result);
        } catch (GenericServiceException | RuntimeException | LinkageError e) {
            TransactionUtil.rollback(began, "Service [" + service.getName() + "] threw an exception", e);
            throw e instanceof GenericServiceException known ? known
                    : new GenericServiceException("Service [" + service.getName() + "] threw an unexpected exception", e);
        }
        if (ServiceUtil.isError(result)) {
            Debug.logError("Service [%s] gave an error: %s", MODULE, service.getName(), ServiceUtil.getErrorMessage(result));
            TransactionUtil.rollback(began, "Service [" + service.getName() + "] gave an error: " + ServiceUtil.getErrorMessage(result), null);
        } else {
            TransactionUtil.commit(began);
        }
        return result;
    }

    private Map<String, Object> invoke(ModelService service, Map<String, Object> input) throws GenericServiceException {
        Map<String, Object> context = prepare(service, input);
        Engine engine = engines.get(service.getEngineName());
        if (engine == null) {
            throw new GenericServiceException("Service [" + service.getName() + "] is an interface and cannot run");
        }
        Map<String, Object> result = engine.run(service, dctx, context);
        if (result == null) {
            throw new GenericServiceException("Service [" + service.getName() + "] gave no result");
        }
        if (ServiceUtil.isSuccess(result)) {
            service.validate(result, ModelService.OUT_PARAM, ServiceUtil.getLocale(context));
        }
        return result;
    }

    private void queueActions(ModelService service, Map<String, Object> input, Map<String, Object> result) throws GenericServiceException {
        Map<String, Object> context = new HashMap<>(input);
        context.putAll(result);
        List<String> after = ServiceUtil.isSuccess(result) ? actions.after(service.getName(), context) : List.of();
        for (String action : after) {
            runAsync(action, dctx.makeValidContext(action, ModelService.IN_PARAM, context));
        }
    }

    private Map<String, Object> prepare(ModelService service, Map<String, Object> input) throws GenericServiceException {
        Map<String, Object> context = access.check(service, input);
        service.validate(context, ModelService.IN_PARAM, ServiceUtil.getLocale(context));
        return context;
    }

    @Override
    public void runAsync(String serviceName, Map<String, ? extends Object> context) throws GenericServiceException {
        runAsync(serviceName, context, true);
    }

    @Override
    public void runAsync(String serviceName, Map<String, ? extends Object> context, boolean persist) throws GenericServiceException {
        Map<String, Object> input = UtilMisc.makeMapWritable(context);
        prepare(dctx.getModelService(serviceName), new HashMap<>(input));
        try {
            if (persist && TransactionUtil.isTransactionInPlace()) {
                TransactionUtil.registerSynchronization(new OnCommit(() -> jobs.execute(() -> job(serviceName, input))));
            } else {
                jobs.execute(() -> job(serviceName, input));
            }
        } catch (GenericTransactionException e) {
            throw new GenericServiceException("Service [" + serviceName + "] cannot be queued", e);
        }
    }

    private void job(String serviceName, Map<String, Object> input) {
        try {
            runSync(serviceName, input);
        } catch (GenericServiceException | RuntimeException e) {
            Debug.logError(e, "Service [" + serviceName + "] failed on its own thread", MODULE);
        }
    }

    /** Stops the jobs; those that run are interrupted. */
    @Override
    public void deregister() {
        jobs.shutdownNow();
    }

    private record OnCommit(Runnable action) implements Synchronization {
        @Override
        public void beforeCompletion() {
        }

        @Override
        public void afterCompletion(int status) {
            if (status == Status.STATUS_COMMITTED) {
                action.run();
            }
        }
    }
}
