/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.asterisk.browser;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import org.apache.ofbiz.embedded.EmbeddedHost;
import org.apache.ofbiz.embedded.pbx.SimulatedPbx;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericEntityException;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.entity.util.EntityQuery;

/** The component on the embedded host with its demo data and a simulated PBX, as {@code ./run} starts it, on free ports. */
final class RunningComponent implements AutoCloseable {

    private final SimulatedPbx pbx;
    private final EmbeddedHost host;

    private RunningComponent(SimulatedPbx pbx, EmbeddedHost host) {
        this.pbx = pbx;
        this.host = host;
    }

    /** @param folder for the database and the recordings */
    static RunningComponent start(Path folder) throws IOException {
        Path recordings = folder.resolve("recordings");
        SimulatedPbx pbx = SimulatedPbx.start(0, recordings);
        try {
            return new RunningComponent(pbx, EmbeddedHost.start(EmbeddedHost.Config.of(folder.resolve("data"))
                    .withBeforeContainers(delegator -> configure(delegator, pbx, recordings))));
        } catch (IOException | RuntimeException e) {
            pbx.close();
            throw e;
        }
    }

    SimulatedPbx pbx() {
        return pbx;
    }

    URI base() {
        return URI.create("http://localhost:" + host.port());
    }

    private static void configure(Delegator delegator, SimulatedPbx pbx, Path recordings) {
        try {
            GenericValue server = EntityQuery.use(delegator).from("AsteriskServer").where("serverId", "DEMO_PBX").queryOne();
            server.set("port", (long) pbx.port());
            server.set("userName", pbx.user());
            server.set("secret", pbx.secret());
            server.set("recordingsLocation", recordings.toString());
            server.store();
            setting(delegator, "callRecordingFilesLocation", recordings.toString());
            setting(delegator, "recordOutCalls", "true");
            setting(delegator, "uniqueUserSession", "true");
        } catch (GenericEntityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void setting(Delegator delegator, String name, String value) throws GenericEntityException {
        GenericValue row = delegator.makeValue("SystemProperty");
        row.set("systemResourceId", "asterisk");
        row.set("systemPropertyId", name);
        row.set("systemPropertyValue", value);
        delegator.createOrStore(row);
    }

    @Override
    public void close() throws IOException {
        try (pbx) {
            host.close();
        }
    }
}
