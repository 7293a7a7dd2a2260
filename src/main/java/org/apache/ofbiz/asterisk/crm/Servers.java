/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.asterisk.crm;

import java.util.List;
import org.apache.ofbiz.asterisk.call.Numbering;
import org.apache.ofbiz.asterisk.call.PbxServer;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericValue;

/** Reads AsteriskServer rows. Thread-safe. */
public final class Servers {

    private static final long DEFAULT_PORT = 5038;

    private final Rows rows;
    private final Settings settings;

    public Servers(Delegator delegator, Settings settings) {
        this.rows = new Rows(delegator);
        this.settings = settings;
    }

    /** Servers that we should be connected to. */
    public List<PbxServer> enabled() {
        return Rows.list(rows.from("AsteriskServer").where("enabled", "Y").orderBy("serverId")).stream().map(this::server).toList();
    }

    /** Folder of a server's recordings, its own or that of the settings; absolute. */
    RecordingFolder recordings(String serverId) {
        GenericValue row = Rows.one(rows.from("AsteriskServer").where("serverId", serverId));
        return RecordingFolder.of(row == null ? "" : text(row, "recordingsLocation"), settings);
    }

    private PbxServer server(GenericValue row) {
        Long port = row.getLong("port");
        return new PbxServer(row.getString("serverId"), text(row, "host"), Math.toIntExact(port == null ? DEFAULT_PORT : port),
                Rows.isYes(row, "useTls"), PlainText.given(row.getString("certificateFingerprint")), text(row, "userName"),
                text(row, "secret"), contexts(row), RecordingFolder.of(text(row, "recordingsLocation"), settings).path().toString());
    }

    static Numbering.Contexts contexts(GenericValue row) {
        return new Numbering.Contexts(text(row, "internalContext"), text(row, "outboundContext"), text(row, "claimContext"),
                text(row, "waitingContext"));
    }

    private static String text(GenericValue row, String field) {
        return PlainText.given(row.getString(field)).orElse("");
    }
}
