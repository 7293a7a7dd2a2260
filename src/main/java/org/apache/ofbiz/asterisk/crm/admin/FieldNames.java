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
package org.apache.ofbiz.asterisk.crm.admin;

import static java.util.Map.entry;

import java.util.Locale;
import java.util.Map;
import org.apache.ofbiz.base.util.UtilProperties;

/** What the fields of the admin's forms are called on their pages, for messages that name them. Stateless. */
public final class FieldNames {

    private static final String LABELS = "AsteriskUiLabels";

    private static final Map<String, String> LABEL_OF = Map.ofEntries(
            entry("accountCode", "AsteriskConsoleAccountCode"), entry("accountCodes", "AsteriskAccountCodes"),
            entry("addContactMech", "AsteriskAddNumberToParty"), entry("answerWithinSeconds", "AsteriskAnswerWithin"),
            entry("serviceLevelFormula", "AsteriskServiceLevelFormula"),
            entry("automaticCallbacks", "AsteriskAutomaticCallbacks"), entry("callbackAttempts", "AsteriskCallbackAttempts"),
            entry("callbackRetryMinutes", "AsteriskCallbackRetryMinutes"),
            entry("alarmEmails", "AsteriskAlarmEmails"),
            entry("waitingWarning", "AsteriskLimitWaitingWarning"),
            entry("waitingAlarm", "AsteriskLimitWaitingAlarm"),
            entry("longestWaitWarning", "AsteriskLimitLongestWaitWarning"),
            entry("longestWaitAlarm", "AsteriskLimitLongestWaitAlarm"),
            entry("serviceLevelWarning", "AsteriskLimitServiceLevelWarning"),
            entry("serviceLevelAlarm", "AsteriskLimitServiceLevelAlarm"),
            entry("abandonedWarning", "AsteriskLimitAbandonedWarning"),
            entry("abandonedAlarm", "AsteriskLimitAbandonedAlarm"),
            entry("availableWarning", "AsteriskLimitAvailableWarning"),
            entry("availableAlarm", "AsteriskLimitAvailableAlarm"),
            entry("autoAnswerEnumId", "AsteriskAutoAnswer"),
            entry("callCenterGroupId", "AsteriskGroupId"), entry("callerIdName", "AsteriskCallerIdName"),
            entry("dailyPasswords", "AsteriskDailyPasswords"), entry("phoneSecret", "AsteriskPhoneSecret"),
            entry("socketUrl", "AsteriskPhoneSocketUrl"), entry("stunUrls", "AsteriskStunUrls"), entry("turnSecret", "AsteriskTurnSecret"),
            entry("turnUrls", "AsteriskTurnUrls"), entry("echoNumber", "AsteriskEchoNumber"),
            entry("callerIdNumber", "AsteriskCallerIdNumber"), entry("certificateFingerprint", "AsteriskConsoleCertificateFingerprint"),
            entry("claimContext", "AsteriskClaimContext"), entry("consoleClaim", "AsteriskClaimInConsole"),
            entry("description", "AsteriskDescription"),
            entry("dialplanContext", "AsteriskContext"), entry("dispositionEnumId", "AsteriskConsoleDisposition"),
            entry("dispositionRequired", "AsteriskDispositionRequired"), entry("enabled", "AsteriskEnabled"),
            entry("entryTypeEnumId", "AsteriskEntryType"),
            entry("extension", "AsteriskDialedExtension"), entry("firstName", "AsteriskFirstName"), entry("fromDate", "AsteriskFromDate"),
            entry("fromDay", "AsteriskFromDate"), entry("thruDay", "AsteriskThruDate"),
            entry("fromGroupId", "AsteriskFromGroup"), entry("groupName", "AsteriskGroupName"), entry("host", "AsteriskHost"),
            entry("internalContext", "AsteriskInternalContext"), entry("lastName", "AsteriskLastName"),
            entry("mailbox", "AsteriskMailbox"),
            entry("memberInterface", "AsteriskMemberInterface"), entry("memberStateInterface", "AsteriskMemberStateInterface"),
            entry("membershipRoleEnumId", "AsteriskMembershipRole"), entry("note", "AsteriskConsoleNote"),
            entry("number", "AsteriskTelephoneNumber"),
            entry("numberKey", "AsteriskTelephoneNumber"), entry("numberPrefix", "AsteriskNumberPrefix"),
            entry("outboundContext", "AsteriskOutboundContext"), entry("outsidePrefix", "AsteriskOutsidePrefix"),
            entry("partyId", "AsteriskPartyId"),
            entry("partyProfileUrl", "AsteriskPartyProfileUrl"),
            entry("pauseAfterMissed", "AsteriskPauseAfterMissed"), entry("callsAtOnce", "AsteriskCallsAtOnce"),
            entry("peerName", "AsteriskPeerName"), entry("peerTypeEnumId", "AsteriskPeerType"),
            entry("penalty", "AsteriskPenalty"), entry("permissionId", "AsteriskNeededPermission"), entry("port", "AsteriskPort"),
            entry("strategy", "AsteriskQueue_strategy"), entry("timeout", "AsteriskQueue_timeout"), entry("retry", "AsteriskQueue_retry"),
            entry("wrapUpTime", "AsteriskQueue_wrapUpTime"), entry("weight", "AsteriskQueue_weight"),
            entry("maxCallers", "AsteriskQueue_maxCallers"), entry("serviceLevel", "AsteriskQueue_serviceLevel"),
            entry("musicClass", "AsteriskQueue_musicClass"), entry("periodicAnnounce", "AsteriskQueue_periodicAnnounce"),
            entry("periodicAnnounceFrequency", "AsteriskQueue_periodicAnnounceFrequency"),
            entry("announceFrequency", "AsteriskQueue_announceFrequency"), entry("announcePosition", "AsteriskQueue_announcePosition"),
            entry("announcePositionLimit", "AsteriskQueue_announcePositionLimit"),
            entry("announceHoldTime", "AsteriskQueue_announceHoldTime"), entry("agentAnnounce", "AsteriskQueue_agentAnnounce"),
            entry("joinEmpty", "AsteriskQueue_joinEmpty"), entry("leaveWhenEmpty", "AsteriskQueue_leaveWhenEmpty"),
            entry("ringInUse", "AsteriskQueue_ringInUse"), entry("autoPause", "AsteriskQueue_autoPause"),
            entry("penaltyRule", "AsteriskQueue_penaltyRule"),
            entry("timeZoneId", "AsteriskHours_timeZoneId"), entry("mondayHours", "AsteriskHours_monday"),
            entry("tuesdayHours", "AsteriskHours_tuesday"), entry("wednesdayHours", "AsteriskHours_wednesday"),
            entry("thursdayHours", "AsteriskHours_thursday"), entry("fridayHours", "AsteriskHours_friday"),
            entry("saturdayHours", "AsteriskHours_saturday"), entry("sundayHours", "AsteriskHours_sunday"),
            entry("exceptionLines", "AsteriskHours_exceptionLines"), entry("awayAction", "AsteriskHours_awayAction"),
            entry("announcementSound", "AsteriskAnnouncementSound"), entry("consentKey", "AsteriskConsentKey"),
            entry("consentMode", "AsteriskConsentMode"), entry("questionText", "AsteriskScoreBy_QUESTION"),
            entry("questionKind", "AsteriskScoreKind"), entry("sequenceNum", "AsteriskScorePlace"), entry("commentText", "AsteriskComment"),
            entry("positionSeconds", "AsteriskCommentSecond"),
            entry("awaySound", "AsteriskHours_awaySound"), entry("awayTarget", "AsteriskHours_awayTarget"),
            entry("forcedState", "AsteriskHours_forcedState"), entry("forcedUntil", "AsteriskHours_forcedUntil"),
            entry("queueName", "AsteriskQueueName"), entry("watchedVariables", "AsteriskWatchedVariables"),
            entry("serviceName", "AsteriskServiceName"), entry("dialPrefix", "AsteriskDialPrefix"),
            entry("setVariables", "AsteriskSetVariables"), entry("outboundService", "AsteriskConsoleOutboundService"),
            entry("entryEnabled", "AsteriskEnabled"), entry("reasonEnumId", "AsteriskConsoleReason"), entry("recordCalls", "AsteriskRecordCalls"),
            entry("recordingsLocation", "AsteriskRecordingsLocation"), entry("ringTimeoutSeconds", "AsteriskRingTimeout"),
            entry("routingStrategyEnumId", "AsteriskRoutingStrategy"), entry("ruleType", "AsteriskRuleType"), entry("secret", "AsteriskSecret"),
            entry("reportName", "AsteriskSavedReportName"), entry("sendTo", "AsteriskSavedReportTo"), entry("sendHour", "AsteriskSavedReportHour"),
            entry("sendFrequency", "AsteriskSavedReportSent"), entry("sendWeekDay", "AsteriskSavedReportWeekDay"),
            entry("sendMonthDay", "AsteriskSavedReportMonthDay"), entry("fileTypes", "AsteriskSavedReportFiles"),
            entry("shared", "AsteriskSavedReportShared"), entry("reportBy", "AsteriskReportBy"), entry("interval", "AsteriskReportInterval"),
            entry("period", "AsteriskReportPeriod"), entry("formula", "AsteriskReportFormula"),
            entry("serverId", "AsteriskServer"), entry("settingValue", "AsteriskSettingValue"), entry("subject", "AsteriskConsoleSubject"),
            entry("standbyHost", "AsteriskStandbyHost"), entry("standbyPort", "AsteriskStandbyPort"),
            entry("standbyFingerprint", "AsteriskStandbyFingerprint"), entry("standbyAfterSeconds", "AsteriskStandbyAfter"),
            entry("fromServerId", "AsteriskTrunkFrom"), entry("toServerId", "AsteriskTrunkTo"), entry("trunkContext", "AsteriskTrunkContext"),
            entry("trunkPrefix", "AsteriskTrunkPrefix"), entry("arrivalContext", "AsteriskTrunkArrival"),
            entry("standbyReturns", "AsteriskStandbyReturns"), entry("pbx", "AsteriskDiagnosis_PBX_IN_USE"),
            entry("technology", "AsteriskTechnology"),
            entry("thruDate", "AsteriskThruDate"), entry("trustedCertificates", "AsteriskTrustedCertificates"),
            entry("useTls", "AsteriskUseTls"), entry("userEventName", "AsteriskUserEventName"), entry("userLoginId", "AsteriskUserLogin"),
            entry("userName", "AsteriskUserName"), entry("waitingContext", "AsteriskWaitingContext"), entry("wrapUpSeconds", "AsteriskWrapUp"));

    private FieldNames() {
    }

    /** The name of a field in the user's language; the field's own where no page shows it. */
    public static String of(String field, Locale locale) {
        String label = LABEL_OF.get(field);
        return label == null ? field : UtilProperties.getMessage(LABELS, label, locale);
    }

    /** The label of each field. */
    public static Map<String, String> labels() {
        return LABEL_OF;
    }
}
