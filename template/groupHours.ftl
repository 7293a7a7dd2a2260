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
<#-- When a group takes calls, what happens otherwise, and what that means for the next days. Works without scripts. -->
<link rel="stylesheet" href="<@ofbizContentUrl>/asterisk/css/wizard.css</@ofbizContentUrl>"/>
<#macro problem field><#if problems[field]?has_content><b class="problem">${problems[field]}</b></#if></#macro>
<div id="asterisk-wizard" data-page="hours">
<#if failure?has_content>
<p class="aw-failure" role="alert">${failure}</p>
<#else>
<p>${uiLabelMap.AsteriskServer}: ${hours.serverId} – ${uiLabelMap.AsteriskGroup}: <a href="<@ofbizUrl>EditGroup</@ofbizUrl>?callCenterGroupId=${groupId}">${hours.groupName}</a></p>
<p class="aw-verdict" id="ah-state" data-state="${saved.state}" data-pbx="${saved.onPbx}" role="status">
  <#if saved.state == "ALWAYS">${uiLabelMap.AsteriskHoursAlways}<#elseif saved.state == "OPEN">${uiLabelMap.AsteriskHoursNow_OPEN}<#else>${uiLabelMap.AsteriskHoursNow_CLOSED}</#if>
  <#if saved.until?has_content>${uiLabelMap.AsteriskHoursUntil} ${saved.until}</#if>.
  <#if saved.onPbx == "WRITTEN">${uiLabelMap.AsteriskHoursPbx_WRITTEN}<#elseif saved.onPbx == "OFFLINE">${uiLabelMap.AsteriskHoursPbx_OFFLINE}<#elseif saved.onPbx == "NOT_PERMITTED">${uiLabelMap.AsteriskHoursPbx_NOT_PERMITTED}<#elseif saved.onPbx == "FAILED">${uiLabelMap.AsteriskHoursPbx_FAILED}</#if></p>
<#if saved.refused?has_content><p class="aw-failure" id="ah-refused" role="alert">${uiLabelMap.AsteriskHoursNotForwarded} ${saved.refused}</p></#if>
<form class="aw-form" method="post" action="<@ofbizUrl>storeGroupHours</@ofbizUrl>?<@csrfTokenPair>storeGroupHours</@csrfTokenPair>">
  <input type="hidden" name="callCenterGroupId" value="${groupId}">
  <p><label for="ah-timeZoneId">${uiLabelMap.AsteriskHours_timeZoneId}</label>
    <input id="ah-timeZoneId" name="timeZoneId" maxlength="100" list="ah-zones" value="${formValues.timeZoneId}"><@problem "timeZoneId"/></p>
  <datalist id="ah-zones"><#list zones as zone><option value="${zone}"></option></#list></datalist>
  <p><small>${uiLabelMap.AsteriskHoursHint}</small></p>
  <#list dayNames as day>
  <p><label for="ah-${day.field}">${day.title}</label>
    <input id="ah-${day.field}" name="${day.field}" maxlength="100" value="${formValues[day.field]}"><@problem day.field/></p>
  </#list>
  <p><label for="ah-exceptionLines">${uiLabelMap.AsteriskHours_exceptionLines}</label>
    <textarea id="ah-exceptionLines" name="exceptionLines" rows="6" cols="60" maxlength="20000">${formValues.exceptionLines}</textarea><@problem "exceptionLines"/></p>
  <p><small>${uiLabelMap.AsteriskHoursExceptionsHint}</small></p>
  <p><label for="ah-awayAction">${uiLabelMap.AsteriskHours_awayAction}</label>
    <select id="ah-awayAction" name="awayAction">
      <option value="MESSAGE"<#if formValues.awayAction == "MESSAGE"> selected</#if>>${uiLabelMap.AsteriskHoursAway_MESSAGE}</option>
      <option value="VOICEMAIL"<#if formValues.awayAction == "VOICEMAIL"> selected</#if>>${uiLabelMap.AsteriskHoursAway_VOICEMAIL}</option>
      <option value="NUMBER"<#if formValues.awayAction == "NUMBER"> selected</#if>>${uiLabelMap.AsteriskHoursAway_NUMBER}</option>
      <option value="GROUP"<#if formValues.awayAction == "GROUP"> selected</#if>>${uiLabelMap.AsteriskHoursAway_GROUP}</option>
      <option value="CALLBACK"<#if formValues.awayAction == "CALLBACK"> selected</#if>>${uiLabelMap.AsteriskHoursAway_CALLBACK}</option>
    </select><@problem "awayAction"/></p>
  <p><label for="ah-awayTarget">${uiLabelMap.AsteriskHours_awayTarget}</label>
    <input id="ah-awayTarget" name="awayTarget" maxlength="100" value="${formValues.awayTarget}"><@problem "awayTarget"/></p>
  <p><label for="ah-awaySound">${uiLabelMap.AsteriskHours_awaySound}</label>
    <input id="ah-awaySound" name="awaySound" maxlength="100" value="${formValues.awaySound}" placeholder="custom/closed"><@problem "awaySound"/></p>
  <p><label for="ah-forcedState">${uiLabelMap.AsteriskHours_forcedState}</label>
    <select id="ah-forcedState" name="forcedState"><option value=""></option>
      <option value="OPEN"<#if formValues.forcedState == "OPEN"> selected</#if>>${uiLabelMap.AsteriskHoursForced_OPEN}</option>
      <option value="CLOSED"<#if formValues.forcedState == "CLOSED"> selected</#if>>${uiLabelMap.AsteriskHoursForced_CLOSED}</option>
    </select><@problem "forcedState"/></p>
  <p><label for="ah-forcedUntil">${uiLabelMap.AsteriskHours_forcedUntil}</label>
    <input id="ah-forcedUntil" name="forcedUntil" type="datetime-local" value="${formValues.forcedUntil}"><@problem "forcedUntil"/></p>
  <p><button type="submit" id="ah-preview" formaction="<@ofbizUrl>previewGroupHours</@ofbizUrl>?<@csrfTokenPair>previewGroupHours</@csrfTokenPair>">${uiLabelMap.AsteriskCsvCheck}</button>
    <button type="submit" id="ah-save">${uiLabelMap.AsteriskHoursSave}</button></p>
</form>
<#if hours.days?has_content>
<h3>${uiLabelMap.AsteriskHoursNextDays}</h3>
<table class="aw-table" id="ah-days">
  <tbody>
  <#list hours.days as day>
    <tr data-date="${day.date}"><th scope="row">${day.name}</th><td>${day.date}</td><td><#if day.hours?has_content>${day.hours}<#else>${uiLabelMap.AsteriskHoursClosedDay}</#if></td><td><#if day.exception>${uiLabelMap.AsteriskHoursException}</#if></td></tr>
  </#list>
  </tbody>
</table>
</#if>
<details><summary>${uiLabelMap.AsteriskQueueLines}</summary>
  <p>${uiLabelMap.AsteriskHoursLinesHint}</p>
  <div class="aw-lines"><pre id="ah-check" tabindex="0">${checkLine}</pre></div>
  <p>/etc/asterisk/extensions.conf (FreePBX: extensions_custom.conf)</p>
  <div class="aw-lines"><pre id="ah-lines" tabindex="0">${lines}</pre></div>
</details>
</#if>
</div>
