/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.asterisk;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import javax.transaction.Transaction;
import org.apache.ofbiz.asterisk.call.Person;
import org.apache.ofbiz.asterisk.crm.CallHistory;
import org.apache.ofbiz.asterisk.crm.OfbizCallerDirectory;
import org.apache.ofbiz.asterisk.crm.People;
import org.apache.ofbiz.asterisk.crm.RecordingFiles;
import org.apache.ofbiz.asterisk.crm.Settings;
import org.apache.ofbiz.asterisk.desk.CallDesk.Refusal;
import org.apache.ofbiz.base.util.Debug;
import org.apache.ofbiz.base.util.UtilHttp;
import org.apache.ofbiz.base.util.UtilProperties;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.entity.transaction.GenericTransactionException;
import org.apache.ofbiz.entity.transaction.TransactionUtil;
import org.apache.ofbiz.security.Security;
import org.apache.ofbiz.service.GenericServiceException;
import org.apache.ofbiz.service.LocalDispatcher;
import org.apache.ofbiz.service.ServiceUtil;
import org.apache.ofbiz.webapp.control.ExternalLoginKeysManager;

/**
 * The requests of console and pages (webapp/asterisk/WEB-INF/controller.xml). JSON is written here, since OFBiz's own handler puts
 * two slashes before it.
 */
public final class CallRequests {

    private static final String MODULE = CallRequests.class.getName();
    private static final String LABELS = "AsteriskUiLabels";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SUCCESS = "success";
    private static final String ERROR = "error";

    private CallRequests() {
    }

    /** POST originateCall: answers {@code {"ok":true,"callId":...}} or {@code {"ok":false,"code":...,"message":...}}. */
    public static String originate(HttpServletRequest request, HttpServletResponse response) throws IOException {
        return writeAnswer(response, run(request, "originateCall", "number", "contactMechId", "partyId", "extension"));
    }

    /** POST hangupCall: answers as originateCall does. */
    public static String hangup(HttpServletRequest request, HttpServletResponse response) throws IOException {
        return writeAnswer(response, run(request, "hangupCall", "callId"));
    }

    /** POST callNumber: as originateCall, from a plain form; what went wrong is shown above the console. */
    public static String callNumber(HttpServletRequest request, HttpServletResponse response) {
        Map<String, Object> result = run(request, "originateCall", "number", "contactMechId", "partyId", "extension");
        if (ServiceUtil.isSuccess(result)) {
            return SUCCESS;
        }
        request.setAttribute("_ERROR_MESSAGE_", ServiceUtil.getErrorMessage(result));
        return ERROR;
    }

    /** GET todaysCalls: the calls since midnight of the user's time zone. */
    public static String todaysCalls(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!may(request, "_VIEW")) {
            return writeNotPermitted(request, response);
        }
        Delegator delegator = delegator(request);
        ZoneId zone = UtilHttp.getTimeZone(request).toZoneId();
        Timestamp midnight = Timestamp.from(LocalDate.now(zone).atStartOfDay(zone).toInstant());
        List<Map<String, Object>> calls = new CallHistory(delegator, Settings.of(delegator))
                .since(midnight, user(request), may(request, "_SUPERVISOR"), UtilHttp.getLocale(request));
        return write(response, HttpServletResponse.SC_OK, Map.of("calls", calls));
    }

    /** GET numberIndexState: the fields of getNumberIndexState. */
    public static String numberIndexState(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Map<String, Object> result = run(request, "getNumberIndexState");
        return ServiceUtil.isSuccess(result) ? write(response, HttpServletResponse.SC_OK, result.entrySet().stream()
                .filter(field -> !(field.getValue() instanceof Timestamp) && field.getValue() != null)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue))) : writeNotPermitted(request, response);
    }

    /** GET openParty: goes to the profile of a party, signed in there too. */
    public static String openParty(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String partyId = request.getParameter("partyId");
        if (partyId == null || !may(request, "_VIEW")) {
            request.setAttribute("_ERROR_MESSAGE_", words(request, "AsteriskNoPermission"));
            return ERROR;
        }
        Settings settings = Settings.of(delegator(request));
        String url = new OfbizCallerDirectory(delegator(request), settings).party(partyId, settings.get(Settings.PARTY_PROFILE_URL)).url();
        response.sendRedirect(url.startsWith("/") ? withLoginKey(url, request) : url);
        return SUCCESS;
    }

    /** GET recording: the sound of one call, for whoever may see the call. */
    public static String recording(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Delegator delegator = delegator(request);
        String phoneCallId = Optional.ofNullable(request.getParameter("phoneCallId")).orElse("");
        Optional<RecordingFiles.Recording> recording = may(request, "_VIEW")
                ? new CallHistory(delegator, Settings.of(delegator)).recording(phoneCallId, user(request), may(request, "_SUPERVISOR"))
                        .flatMap(new RecordingFiles(delegator)::open)
                : Optional.empty();
        if (recording.isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return ERROR;
        }
        response.setContentType(recording.get().mimeType());
        response.setContentLengthLong(recording.get().length());
        response.setHeader("Cache-Control", "private, no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        recording.get().copyTo(response.getOutputStream());
        return SUCCESS;
    }

    /**
     * Runs the service outside the transaction in which OFBiz runs an event: that would be open while the PBX takes its time, and
     * whoever is refused a call would leave two errors in the log, since a service that refuses marks it for rollback.
     */
    private static Map<String, Object> run(HttpServletRequest request, String service, String... fields) {
        Map<String, Object> context = new HashMap<>();
        for (String field : fields) {
            Optional.ofNullable(request.getParameter(field)).ifPresent(value -> context.put(field, value));
        }
        context.put("userLogin", userLogin(request));
        context.put("locale", UtilHttp.getLocale(request));
        try {
            Transaction ofEvent = TransactionUtil.suspend();
            try {
                return dispatcher(request).runSync(service, context);
            } finally {
                TransactionUtil.resume(ofEvent);
            }
        } catch (GenericServiceException | GenericTransactionException e) {
            Debug.logWarning(service + " was refused: " + e.getMessage(), MODULE);
            return ServiceUtil.returnError(e.getMessage());
        }
    }

    private static String writeAnswer(HttpServletResponse response, Map<String, Object> result) throws IOException {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("ok", ServiceUtil.isSuccess(result));
        if (ServiceUtil.isSuccess(result)) {
            answer.put("callId", result.get("callId"));
        } else {
            answer.put("code", result.getOrDefault("refusalCode", Refusal.Code.FAILED.name()));
            answer.put("message", ServiceUtil.getErrorMessage(result));
        }
        return write(response, HttpServletResponse.SC_OK, answer);
    }

    private static String writeNotPermitted(HttpServletRequest request, HttpServletResponse response) throws IOException {
        return write(response, HttpServletResponse.SC_FORBIDDEN, Map.of("ok", false, "code", Refusal.Code.NOT_PERMITTED.name(),
                "message", words(request, "AsteriskNoPermission")));
    }

    private static String write(HttpServletResponse response, int status, Map<String, ?> answer) throws IOException {
        response.setStatus(status);
        response.setContentType("application/json;charset=UTF-8");
        response.setHeader("Cache-Control", "no-store");
        JSON.writeValue(response.getOutputStream(), answer);
        return SUCCESS;
    }

    private static String withLoginKey(String url, HttpServletRequest request) {
        String key = ExternalLoginKeysManager.getExternalLoginKey(request);
        return key == null || key.isEmpty() ? url : url + (url.contains("?") ? "&" : "?") + "externalLoginKey=" + key;
    }

    private static String words(HttpServletRequest request, String label) {
        return UtilProperties.getMessage(LABELS, label, UtilHttp.getLocale(request));
    }

    private static boolean may(HttpServletRequest request, String action) {
        GenericValue userLogin = userLogin(request);
        return userLogin != null && ((Security) request.getAttribute("security")).hasEntityPermission("ASTERISK", action, userLogin);
    }

    private static Person user(HttpServletRequest request) {
        return new People(delegator(request)).person(userLogin(request));
    }

    private static GenericValue userLogin(HttpServletRequest request) {
        return (GenericValue) request.getSession().getAttribute("userLogin");
    }

    private static Delegator delegator(HttpServletRequest request) {
        return (Delegator) request.getAttribute("delegator");
    }

    private static LocalDispatcher dispatcher(HttpServletRequest request) {
        return (LocalDispatcher) request.getAttribute("dispatcher");
    }
}
