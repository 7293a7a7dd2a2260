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
<#-- A queue of the PBX: its settings, what a change would do, and the lines where the PBX can't be changed from here. Works without scripts. -->
<link rel="stylesheet" href="<@ofbizContentUrl>/asterisk/css/wizard.css</@ofbizContentUrl>"/>
<#macro change uri><form class="aw-form" method="post" action="<@ofbizUrl>${uri}</@ofbizUrl>?<@csrfTokenPair>${uri}</@csrfTokenPair>"><#nested></form></#macro>
<div id="asterisk-wizard" data-page="queue">
<#if failure?has_content>
<p class="aw-failure" role="alert">${failure}</p>
<#else>
<p>${uiLabelMap.AsteriskServer}: ${queue.serverId} – ${uiLabelMap.AsteriskGroup}: <a href="<@ofbizUrl>EditGroup</@ofbizUrl>?callCenterGroupId=${groupId}">${queue.groupName}</a></p>
<p class="aw-verdict" data-access="${queue.access}" data-included="${queue.included}" role="status">
  <#if queue.access == "WRITABLE">${uiLabelMap.AsteriskQueueWritable}<#elseif queue.access == "NOT_PERMITTED">${uiLabelMap.AsteriskQueueNotPermitted}<#else>${uiLabelMap.AsteriskQueueOffline}</#if>
  <#if queue.included == "false">${uiLabelMap.AsteriskQueueNotIncluded}</#if></p>
<#if queue.names?has_content>
<ul id="aq-names"><#list queue.names as name><li><a href="<@ofbizUrl>groupQueue</@ofbizUrl>?callCenterGroupId=${groupId}&amp;queueName=${name}">${name}</a></li></#list></ul>
</#if>
<#if preview.stamp?has_content && !applied?has_content>
<h3>${uiLabelMap.AsteriskCsvCheck}</h3>
<#if preview.changes?has_content>
<table class="aw-table" id="aq-changes">
  <thead><tr><th scope="col">${uiLabelMap.AsteriskQueueName}</th><th scope="col">${uiLabelMap.AsteriskQueueLine}</th><th scope="col">${uiLabelMap.AsteriskQueueBefore}</th><th scope="col">${uiLabelMap.AsteriskQueueAfter}</th><th scope="col">${uiLabelMap.AsteriskCsvFate}</th></tr></thead>
  <tbody>
  <#list preview.changes as each>
    <tr data-kind="${each.kind}"><td>${each.section}</td><td>${each.name}</td><td>${each.before}</td><td>${each.after}</td><td><#if each.kind == "ADDED">${uiLabelMap.AsteriskQueueAdded}<#elseif each.kind == "REMOVED">${uiLabelMap.AsteriskQueueRemoved}<#else>${uiLabelMap.AsteriskQueueChanged}</#if></td></tr>
  </#list>
  </tbody>
</table>
<@change "applyGroupQueue">
  <input type="hidden" name="callCenterGroupId" value="${groupId}">
  <input type="hidden" name="queueName" value="${queueName}">
  <input type="hidden" name="change" value="${work}">
  <input type="hidden" name="stamp" value="${preview.stamp}">
  <#if work == "SAVE"><#list fields as field><input type="hidden" name="${field.name}" value="${field.value}"></#list></#if>
  <p><button type="submit" id="aq-apply"><#if preview.access == "WRITABLE">${uiLabelMap.AsteriskQueueApply}<#else>${uiLabelMap.AsteriskQueueShowLines}</#if></button></p>
</@change>
<#else>
<p id="aq-nothing">${uiLabelMap.AsteriskQueueNoChange}</p>
</#if>
</#if>
<#if preview.lines?has_content && (preview.access != "WRITABLE" || preview.included != "true")>
<h3>${uiLabelMap.AsteriskQueueLines}</h3>
<p>/etc/asterisk/${queue.fileName}</p>
<div class="aw-lines"><pre id="aq-lines" tabindex="0">${preview.lines}</pre></div>
<p>/etc/asterisk/queues.conf (FreePBX: queues_custom.conf)</p>
<div class="aw-lines"><pre id="aq-include" tabindex="0">${queue.includeLine}</pre></div>
<p><code>asterisk -rx "queue reload all"</code></p>
</#if>
<h3>${uiLabelMap.AsteriskQueueSettings}</h3>
<@change "previewGroupQueue">
  <input type="hidden" name="callCenterGroupId" value="${groupId}">
  <input type="hidden" name="change" value="SAVE">
  <p><label for="aq-queueName">${uiLabelMap.AsteriskQueueName}</label>
    <input id="aq-queueName" name="queueName" required maxlength="40" pattern="[A-Za-z0-9_][A-Za-z0-9_.\-]*" value="${queueName}">
    <#if problems.queueName?has_content><b class="problem">${problems.queueName}</b></#if></p>
  <#list fields as field>
  <p><label for="aq-${field.name}">${field.title}</label>
    <#if field.words?has_content>
    <select id="aq-${field.name}" name="${field.name}"><option value=""></option><#list field.words as word><option value="${word}"<#if word == field.value> selected</#if>>${word}</option></#list></select>
    <#elseif field.number>
    <input id="aq-${field.name}" name="${field.name}" type="number" min="${field.least?c}" max="${field.most?c}" value="${field.value}">
    <#else>
    <input id="aq-${field.name}" name="${field.name}" maxlength="1000" value="${field.value}"<#if field.known?has_content> list="aq-known-${field.name}"</#if>>
    <#if field.known?has_content><datalist id="aq-known-${field.name}"><#list field.known as each><option value="${each}"></option></#list></datalist></#if>
    </#if>
    <#if problems[field.name]?has_content><b class="problem">${problems[field.name]}</b></#if></p>
  </#list>
  <p><small>${uiLabelMap.AsteriskQueueBlank}</small></p>
  <p><button type="submit" id="aq-preview">${uiLabelMap.AsteriskCsvCheck}</button></p>
</@change>
<#if queue.exists>
<@change "previewGroupQueue">
  <input type="hidden" name="callCenterGroupId" value="${groupId}">
  <input type="hidden" name="queueName" value="${queueName}">
  <input type="hidden" name="change" value="REMOVE">
  <p><button type="submit" id="aq-remove">${uiLabelMap.AsteriskQueueRemove}</button></p>
</@change>
</#if>
<#if queue.undo>
<@change "previewGroupQueue">
  <input type="hidden" name="callCenterGroupId" value="${groupId}">
  <input type="hidden" name="change" value="UNDO">
  <p><button type="submit" id="aq-undo">${uiLabelMap.AsteriskQueueUndo}</button> <small>${uiLabelMap.AsteriskQueueUndoHint} ${queue.changedBy}</small></p>
</@change>
</#if>
</#if>
</div>
