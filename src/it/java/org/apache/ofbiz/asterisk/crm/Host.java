/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.asterisk.crm;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.apache.ofbiz.embedded.EmbeddedHost;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericEntityException;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.entity.util.EntityQuery;
import org.apache.ofbiz.service.GenericServiceException;
import org.apache.ofbiz.service.LocalDispatcher;
import org.apache.ofbiz.service.ServiceUtil;

/** The component on the embedded host with its demo data, and no PBX that it would call. */
final class Host implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final EmbeddedHost host;

    private Host(EmbeddedHost host) {
        this.host = host;
    }

    static Host start(Path data) throws IOException {
        return new Host(EmbeddedHost.start(EmbeddedHost.Config.of(data).withBeforeContainers(Host::disableDemoPbx)));
    }

    Delegator delegator() {
        return host.delegator();
    }

    LocalDispatcher dispatcher() {
        return host.dispatcher();
    }

    /** Runs a service for a user of the demo data; what it throws is an error like one that it answers. */
    Map<String, Object> run(String service, String user, Map<String, ?> input) {
        Map<String, Object> context = new HashMap<>(input);
        context.put("userLogin", row("UserLogin", "userLoginId", user));
        context.put("locale", Locale.ENGLISH);
        try {
            return host.dispatcher().runSync(service, context);
        } catch (GenericServiceException e) {
            return ServiceUtil.returnError(e.getMessage());
        }
    }

    GenericValue row(String entity, Object... key) {
        return get(() -> EntityQuery.use(host.delegator()).from(entity).where(key).queryFirst());
    }

    List<GenericValue> rows(String entity, Object... fields) {
        return get(() -> EntityQuery.use(host.delegator()).from(entity).where(fields).queryList());
    }

    void create(String entity, Map<String, ?> fields) {
        get(() -> host.delegator().createOrStore(host.delegator().makeValue(entity, fields)));
    }

    /** The row, once it is as wanted. */
    GenericValue await(Predicate<GenericValue> wanted, String entity, Object... key) {
        Instant deadline = Instant.now().plus(PATIENCE);
        GenericValue row = row(entity, key);
        while (row == null || !wanted.test(row)) {
            if (Instant.now().isAfter(deadline)) {
                throw new AssertionError(entity + " is " + row);
            }
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            row = row(entity, key);
        }
        return row;
    }

    private static void disableDemoPbx(Delegator delegator) {
        get(() -> delegator.store(delegator.makeValue("AsteriskServer", Map.of("serverId", "DEMO_PBX", "enabled", "N"))));
    }

    private static <T> T get(Callable<T> query) {
        try {
            return query.call();
        } catch (GenericEntityException e) {
            throw new AssertionError(e);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        host.close();
    }
}
