<#--
Licensed to the Apache Software Foundation (ASF) under one
or more contributor license agreements.  See the NOTICE file
distributed with this work for additional information
regarding copyright ownership.  The ASF licenses this file
to you under the Apache License, Version 2.0 (the
"License"); you may not use this file except in compliance
with the License.  You may obtain a copy of the License at

http://www.apache.org/licenses/LICENSE-2.0

Unless required by applicable law or agreed to in writing,
software distributed under the License is distributed on an
"AS IS" BASIS, WITHOUT WARRANTIES OR CONDITIONS OF ANY
KIND, either express or implied.  See the License for the
specific language governing permissions and limitations
under the License.
-->
<#-- How long call data are kept, what nothing deletes, and what is due. Works without scripts. -->
<link rel="stylesheet" href="<@ofbizContentUrl>/asterisk/css/wizard.css</@ofbizContentUrl>"/>
<div id="asterisk-wizard" data-page="privacy">
<p><a id="ap-person" href="<@ofbizUrl>personData</@ofbizUrl>">${uiLabelMap.AsteriskForgetFind}</a></p>
<h3>${uiLabelMap.AsteriskRetention}</h3>
<p>${uiLabelMap.AsteriskRetentionHint}</p>
<#if rules?has_content>
<table class="aw-table" id="ap-rules">
  <thead><tr><th scope="col">${uiLabelMap.AsteriskGroup}</th><th scope="col">${uiLabelMap.AsteriskRetentionData}</th><th scope="col">${uiLabelMap.AsteriskRetentionDays}</th><th scope="col">${uiLabelMap.AsteriskRetentionActions}</th></tr></thead>
  <tbody>
  <#list rules as rule>
    <tr data-row="${rule.groupId}-${rule.kindId}"><td>${rule.group}</td><td>${rule.kind}</td><td><#if rule.days == 0>${uiLabelMap.AsteriskRetentionKept}<#else>${rule.days?c}</#if></td><td><form method="post" action="<@ofbizUrl>setRetention</@ofbizUrl>?<@csrfTokenPair>setRetention</@csrfTokenPair>"><input type="hidden" name="callCenterGroupId" value="${rule.groupId}"><input type="hidden" name="dataKind" value="${rule.kindId}"><button type="submit" aria-label="${uiLabelMap.AsteriskRetentionRemove} ${rule.group}, ${rule.kind}">${uiLabelMap.AsteriskRetentionRemove}</button></form></td></tr>
  </#list>
  </tbody>
</table>
</#if>
<form class="aw-form" method="post" action="<@ofbizUrl>setRetention</@ofbizUrl>?<@csrfTokenPair>setRetention</@csrfTokenPair>">
  <p><label for="ap-group">${uiLabelMap.AsteriskGroup}</label>
    <select id="ap-group" name="callCenterGroupId"><option value="_NA_">${uiLabelMap.AsteriskRetentionOthers}</option><#list groups as group><option value="${group.id}">${group.name}</option></#list></select></p>
  <p><label for="ap-kind">${uiLabelMap.AsteriskRetentionData}</label>
    <select id="ap-kind" name="dataKind"><#list kinds as kind><option value="${kind.id}">${kind.name}</option></#list></select></p>
  <p><label for="ap-days">${uiLabelMap.AsteriskRetentionDays}</label>
    <input id="ap-days" name="keepDays" type="number" min="0" max="36500" required></p>
  <p><button type="submit" id="ap-set">${uiLabelMap.CommonSave}</button></p>
</form>
<h3>${uiLabelMap.AsteriskHolds}</h3>
<p>${uiLabelMap.AsteriskHoldHint}</p>
<#if holds?has_content>
<table class="aw-table" id="ap-holds">
  <thead><tr><th scope="col">${uiLabelMap.AsteriskHoldOf}</th><th scope="col">${uiLabelMap.AsteriskHoldReason}</th><th scope="col">${uiLabelMap.AsteriskHoldSince}</th><th scope="col">${uiLabelMap.AsteriskRetentionActions}</th></tr></thead>
  <tbody>
  <#list holds as hold>
    <tr data-row="${hold.id}"><td><#if hold.ofCall><a href="<@ofbizUrl>viewCall</@ofbizUrl>?phoneCallId=${hold.what}">${hold.what}</a><#else>${hold.what}</#if></td><td>${hold.reason}</td><td>${hold.at}, ${hold.by}</td><td><form method="post" action="<@ofbizUrl>releaseLegalHold</@ofbizUrl>?<@csrfTokenPair>releaseLegalHold</@csrfTokenPair>"><input type="hidden" name="holdId" value="${hold.id}"><button type="submit" aria-label="${uiLabelMap.AsteriskHoldRelease} ${hold.what}">${uiLabelMap.AsteriskHoldRelease}</button></form></td></tr>
  </#list>
  </tbody>
</table>
</#if>
<form class="aw-form" method="post" action="<@ofbizUrl>createLegalHold</@ofbizUrl>?<@csrfTokenPair>createLegalHold</@csrfTokenPair>">
  <p><label for="ap-call">${uiLabelMap.AsteriskHoldCall}</label> <input id="ap-call" name="phoneCallId" maxlength="20"></p>
  <p><label for="ap-party">${uiLabelMap.AsteriskHoldParty}</label> <input id="ap-party" name="partyId" maxlength="20"></p>
  <p><label for="ap-reason">${uiLabelMap.AsteriskHoldReason}</label> <input id="ap-reason" name="reasonText" maxlength="255" required></p>
  <p><button type="submit" id="ap-hold">${uiLabelMap.AsteriskHoldAdd}</button></p>
</form>
<h3>${uiLabelMap.AsteriskRetentionRun}</h3>
<p>${uiLabelMap.AsteriskRetentionRunHint}</p>
<p><a class="smallSubmit" id="ap-preview" href="<@ofbizUrl>privacy</@ofbizUrl>?preview=Y">${uiLabelMap.AsteriskRetentionPreview}</a></p>
<#if counts??>
<p id="ap-counts">${uiLabelMap.AsteriskRetentionWouldGo}: ${uiLabelMap.AsteriskRetentionFiles}: ${counts.recordingCount?c}, ${uiLabelMap.AsteriskRetentionNotes}: ${counts.noteCount?c}, ${uiLabelMap.AsteriskRetentionAnonymous}: ${counts.anonymousCount?c}, ${uiLabelMap.AsteriskRetentionMessages}: ${counts.voicemailCount?c}, ${uiLabelMap.AsteriskRetentionHeld}: ${counts.heldCount?c}</p>
<#if due?has_content>
<form class="aw-form" method="post" action="<@ofbizUrl>startRetention</@ofbizUrl>?<@csrfTokenPair>startRetention</@csrfTokenPair>">
  <p><button type="submit" id="ap-run">${uiLabelMap.AsteriskRetentionDelete}</button></p>
</form>
<table class="aw-table" id="ap-due">
  <thead><tr><th scope="col">${uiLabelMap.AsteriskCallTime}</th><th scope="col">${uiLabelMap.AsteriskGroup}</th><th scope="col">${uiLabelMap.AsteriskRetentionData}</th><th scope="col">${uiLabelMap.AsteriskRetentionFiles}</th></tr></thead>
  <tbody>
  <#list due as each>
    <tr data-row="${each.phoneCallId}"><td><#if each.phoneCallId?has_content><a href="<@ofbizUrl>viewCall</@ofbizUrl>?phoneCallId=${each.phoneCallId}">${each.time}</a><#else>${each.time}</#if></td><td>${each.group}</td><td>${each.kind}</td><td><#if each.held>${uiLabelMap.AsteriskRetentionHeld}<#else><#list each.files as file>${file}<#sep>, </#list></#if></td></tr>
  </#list>
  </tbody>
</table>
</#if>
</#if>
<#if runs?has_content>
<h3>${uiLabelMap.AsteriskRetentionRunsLast}</h3>
<table class="aw-table" id="ap-runs">
  <thead><tr><th scope="col">${uiLabelMap.AsteriskCallTime}</th><th scope="col">${uiLabelMap.AsteriskRetentionState}</th><th scope="col">${uiLabelMap.AsteriskRetentionFiles}</th><th scope="col">${uiLabelMap.AsteriskRetentionNotes}</th><th scope="col">${uiLabelMap.AsteriskRetentionAnonymous}</th><th scope="col">${uiLabelMap.AsteriskRetentionMessages}</th><th scope="col">${uiLabelMap.AsteriskRetentionHeld}</th><th scope="col">${uiLabelMap.AsteriskRetentionFailed}</th></tr></thead>
  <tbody>
  <#list runs as run>
    <tr data-phase="${run.phaseId}"><td>${run.at}, ${run.by}</td><td>${run.phase} (${run.done?c})</td><td>${run.files?c}</td><td>${run.notes?c}</td><td>${run.anonymous?c}</td><td>${run.messages?c}</td><td>${run.held?c}</td><td>${run.failed?c}<#if run.problem?has_content>: ${run.problem}</#if></td></tr>
  </#list>
  </tbody>
</table>
</#if>
</div>
