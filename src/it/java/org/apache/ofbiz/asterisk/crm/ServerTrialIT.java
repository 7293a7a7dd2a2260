/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.asterisk.crm;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.ofbiz.asterisk.fixture.Host;
import org.apache.ofbiz.asterisk.fixture.WebClient;
import org.apache.ofbiz.embedded.pbx.SimulatedPbx;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who saves a server hears at once which of its contexts the dialplan lacks; it is saved all the same. */
@Tag("embedded")
class ServerTrialIT {

    private static Host host;
    private static SimulatedPbx pbx;

    @BeforeAll
    static void start(@TempDir Path data) throws IOException {
        pbx = SimulatedPbx.start(0, data.resolve("recordings"));
        host = Host.start(data.resolve("host"), Host::noPbx);
    }

    @AfterAll
    static void stop() throws IOException {
        host.close();
        pbx.close();
    }

    private static Map<String, Object> server(String id, String claimContext, long port) {
        return new HashMap<>(Map.of("serverId", id, "host", "127.0.0.1", "port", port, "userName", pbx.user(), "secret", pbx.secret(),
                "internalContext", "internal", "outboundContext", "outbound", "claimContext", claimContext, "waitingContext", "waiting"));
    }

    private static List<?> warnings(Map<String, Object> result) {
        assertThat(result.toString(), result.get("responseMessage"), is("success"));
        return (List<?>) result.get("warnings");
    }

    @Test
    void nothingIsSaidOfADialplanThatHasAllContexts() {
        assertThat(warnings(host.run("createAsteriskServer", "admin", server("WHOLE", "claim", pbx.port()))), is(empty()));
    }

    @Test
    void aMissingContextIsNamedWithWhatToDo() {
        Map<String, Object> result = host.run("createAsteriskServer", "admin", server("LACKS", "no-such-context", pbx.port()));

        assertThat(warnings(result), hasSize(1));
        assertThat(result.get("successMessage").toString(), containsString("Context for claimed calls: no-such-context is not in the dialplan"));
        assertThat(result.get("successMessage").toString(), containsString("extensions.conf"));
        assertThat("saved", host.database().rows("AsteriskServer", "serverId", "LACKS"), hasSize(1));
        result = host.run("updateAsteriskServer", "admin", server("LACKS", "claim", pbx.port()));
        assertThat("mended", warnings(result), is(empty()));
    }

    @Test
    void thePageShowsTheWarning() {
        WebClient admin = new WebClient(host.base());
        admin.login("/asterisk", "admin", "ofbiz");
        Map<String, String> form = new HashMap<>();
        server("PAGE", "no-such-context", pbx.port()).forEach((field, value) -> form.put(field, value.toString()));

        String page = admin.postFrom(admin.get("/asterisk/control/EditServer").body(), "/asterisk/control/createServer", form).body();

        assertThat(page, containsString("no-such-context is not in the dialplan"));
    }

    @Test
    void aPbxThatIsAwayIsSavedAndTheAdminHearsThatNothingWasChecked() {
        Map<String, Object> result = host.run("createAsteriskServer", "admin", server("AWAY", "claim", 1));

        assertThat(warnings(result), hasSize(1));
        assertThat(result.get("successMessage").toString(), containsString("nothing answers at that host and port"));
        assertThat("saved", host.database().rows("AsteriskServer", "serverId", "AWAY"), hasSize(1));
        host.run("deleteAsteriskServer", "admin", Map.of("serverId", "AWAY"));
    }

    @Test
    void aServerThatIsDisabledIsNotTried() {
        Map<String, Object> disabled = server("OFF", "no-such-context", pbx.port());
        disabled.put("enabled", "N");

        assertThat(warnings(host.run("createAsteriskServer", "admin", disabled)), is(empty()));
    }
}
