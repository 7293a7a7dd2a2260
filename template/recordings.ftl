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
<#-- Calls with recordings: a player with speed, who listened. The player works without scripts, its speed needs one. -->
<link rel="stylesheet" href="<@ofbizContentUrl>/asterisk/css/reports.css</@ofbizContentUrl>"/>
<#macro choice name label values>
  <p><label for="ar-${name}">${label}</label>
    <select id="ar-${name}" name="${name}"><option value=""></option><#list values as value><option value="${value.id}"<#if asked[name] == value.id> selected</#if>>${value.name}</option></#list></select></p>
</#macro>
<div id="asterisk-reports" data-page="recordings">
<form class="ar-form" method="get" action="<@ofbizUrl>recordings</@ofbizUrl>">
  <p><label for="ar-fromDay">${uiLabelMap.AsteriskFromDate}</label><input id="ar-fromDay" name="fromDay" type="date" value="${asked.fromDay}"></p>
  <p><label for="ar-thruDay">${uiLabelMap.AsteriskThruDate}</label><input id="ar-thruDay" name="thruDay" type="date" value="${asked.thruDay}"></p>
  <@choice name="callCenterGroupId" label=uiLabelMap.AsteriskGroup values=groups/>
  <@choice name="agentPartyId" label=uiLabelMap.AsteriskAgent values=agents/>
  <@choice name="dispositionEnumId" label=uiLabelMap.AsteriskConsoleDisposition values=dispositions/>
  <p><button type="submit">${uiLabelMap.AsteriskRecordingsShow}</button></p>
</form>
<#if failure?has_content>
<p class="ar-failure" role="alert">${failure}</p>
<#else>
<#if shown?has_content>
<section class="ar-player" aria-labelledby="ar-playing">
  <h3 id="ar-playing">${shown.time} – ${shown.customer}</h3>
  <audio controls preload="none" src="<@ofbizUrl>recording</@ofbizUrl>?phoneCallId=${shown.phoneCallId}" aria-labelledby="ar-playing"></audio>
  <p hidden data-part="speed"><label for="ar-speed">${uiLabelMap.AsteriskRecordingSpeed}</label>
    <select id="ar-speed"><#list ["0.5", "0.75", "1", "1.25", "1.5", "2"] as speed><option value="${speed}"<#if speed == "1"> selected</#if>>${speed}</option></#list></select></p>
  <#if mayDownload><p><a id="ar-download" href="<@ofbizUrl>recording</@ofbizUrl>?phoneCallId=${shown.phoneCallId}&amp;download=Y">${uiLabelMap.AsteriskRecordingDownload}</a></p></#if>
  <h4>${uiLabelMap.AsteriskRecordingAccesses}</h4>
  <ul id="ar-accesses"><#list accesses as access><li>${access.time} ${access.who}: ${access.what}</li></#list></ul>
</section>
</#if>
<div class="ar-scroll" tabindex="0" role="region" aria-label="${uiLabelMap.AsteriskRecordings}">
<table class="ar-table ar-list">
  <thead><tr><th scope="col">${uiLabelMap.AsteriskCallTime}</th><th scope="col">${uiLabelMap.AsteriskCustomer}</th><th scope="col">${uiLabelMap.AsteriskAgent}</th><th scope="col">${uiLabelMap.AsteriskGroup}</th><th scope="col">${uiLabelMap.AsteriskConsoleDisposition}</th><th scope="col">${uiLabelMap.AsteriskCallTalkTime}</th><th scope="col">${uiLabelMap.AsteriskRecordingListens}</th></tr></thead>
  <tbody>
  <#list recordings as each>
    <tr data-row="${each.phoneCallId}"><th scope="row"><a href="<@ofbizUrl>recordings</@ofbizUrl>?${filterLink}&amp;phoneCallId=${each.phoneCallId}">${each.time}</a></th><td>${each.customer}</td><td>${each.agent}</td><td>${each.group}</td><td>${each.disposition}</td><td>${each.length}</td><td>${each.listens?c}</td></tr>
  </#list>
  </tbody>
</table>
</div>
<#if !recordings?has_content><p>${uiLabelMap.AsteriskRecordingsNone}</p></#if>
<#if nextLink?has_content><p><a href="<@ofbizUrl>recordings</@ofbizUrl>?${nextLink}">${uiLabelMap.AsteriskRecordingsEarlier}</a></p></#if>
</#if>
</div>
<script type="module" src="<@ofbizContentUrl>/asterisk/js/admin/recordings.js</@ofbizContentUrl>"></script>
