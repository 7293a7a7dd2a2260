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
  <#if locked?has_content>
  <p class="ar-failure" id="ar-locked" role="alert">${locked}</p>
  <#else>
  <audio controls preload="none" src="<@ofbizUrl>recording</@ofbizUrl>?phoneCallId=${shown.phoneCallId}" aria-labelledby="ar-playing"></audio>
  <p hidden data-part="speed"><label for="ar-speed">${uiLabelMap.AsteriskRecordingSpeed}</label>
    <select id="ar-speed"><#list ["0.5", "0.75", "1", "1.25", "1.5", "2"] as speed><option value="${speed}"<#if speed == "1"> selected</#if>>${speed}</option></#list></select></p>
  <#if mayDownload><p><a id="ar-download" href="<@ofbizUrl>recording</@ofbizUrl>?phoneCallId=${shown.phoneCallId}&amp;download=Y">${uiLabelMap.AsteriskRecordingDownload}</a></p></#if>
  </#if>
  <#macro kept>
    <input type="hidden" name="phoneCallId" value="${shown.phoneCallId}">
    <#list askedFields as field><input type="hidden" name="${field.name}" value="${field.text}"></#list>
  </#macro>
  <h4 id="ar-comments-title">${uiLabelMap.AsteriskComments}</h4>
  <ul id="ar-comments" aria-labelledby="ar-comments-title">
  <#list comments as comment>
    <li><button type="button" data-second="${comment.seconds?c}" disabled>${comment.at}</button> ${comment.text} <small>${comment.who}, ${comment.time}</small>
      <form method="post" action="<@ofbizUrl>deleteRecordingComment</@ofbizUrl>?<@csrfTokenPair>deleteRecordingComment</@csrfTokenPair>"><@kept/>
        <input type="hidden" name="commentId" value="${comment.id}"><button type="submit" aria-label="${uiLabelMap.AsteriskCommentDelete}: ${comment.text}">${uiLabelMap.AsteriskCommentDelete}</button></form></li>
  </#list>
  </ul>
  <form class="ar-form" id="ar-comment" method="post" action="<@ofbizUrl>createRecordingComment</@ofbizUrl>?<@csrfTokenPair>createRecordingComment</@csrfTokenPair>"><@kept/>
    <p><label for="ar-second">${uiLabelMap.AsteriskCommentSecond}</label><input id="ar-second" name="positionSeconds" type="number" min="0" max="86400" required value="0"></p>
    <p><label for="ar-text">${uiLabelMap.AsteriskComment}</label><input id="ar-text" name="commentText" maxlength="1000" size="60" required></p>
    <p><button type="submit">${uiLabelMap.AsteriskCommentAdd}</button></p>
  </form>
  <h4 id="ar-scores-title">${uiLabelMap.AsteriskScoreSheet}</h4>
  <ul id="ar-sheets" aria-labelledby="ar-scores-title"><#list sheets as sheet><li>${sheet.percent} <small>${sheet.who}, ${sheet.time}</small></li></#list></ul>
  <#if questions?has_content>
  <form class="ar-form" id="ar-score" method="post" action="<@ofbizUrl>storeScoreSheet</@ofbizUrl>?<@csrfTokenPair>storeScoreSheet</@csrfTokenPair>"><@kept/>
    <#list questions as question>
    <p><label for="ar-q${question?index}">${question.text}</label><select id="ar-q${question?index}" name="answer_${question.id}" required><option value=""></option>
      <#list question.choices as choice><option value="${choice.points}"<#if question.chosen == choice.points> selected</#if>>${choice.text}</option></#list></select></p>
    </#list>
    <p><button type="submit">${uiLabelMap.AsteriskScoreSave}</button></p>
  </form>
  <#else><p>${uiLabelMap.AsteriskScoreNoQuestions}</p></#if>
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
