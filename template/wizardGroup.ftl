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
<#-- Step 5: who is offered calls. -->
<p>${uiLabelMap.AsteriskWizardGroupHint}</p>
<#if wizard.groups?has_content>
<ul id="aw-groups"><#list wizard.groups as group><li>${group.name}: <#list group.entries as entry>${entry}<#if entry_has_next>, </#if></#list> – ${group.members} ${uiLabelMap.AsteriskGroupMembers}</li></#list></ul>
</#if>
<#if wizard.members?has_content>
<@change "createWizardGroup">
  <input type="hidden" name="serverId" value="${wizard.serverId}">
  <input type="hidden" name="step" value="5">
  <p><label for="aw-name">${uiLabelMap.AsteriskGroupName}</label> <input id="aw-name" name="groupName" required maxlength="100"></p>
  <fieldset><legend>${uiLabelMap.AsteriskWizardEntry}</legend>
    <p><label><input type="radio" name="entryTypeEnumId" value="AST_ENTRY_NUMBER" checked> ${uiLabelMap.AsteriskWizardEntryNumber}</label></p>
    <p><label for="aw-context">${uiLabelMap.AsteriskContext}</label> <input id="aw-context" name="dialplanContext" list="aw-contexts" maxlength="80" value="${wizard.context}">
      <small>${uiLabelMap.AsteriskWizardEntryContextHint}</small></p>
    <datalist id="aw-contexts"><#list wizard.contexts as context><option value="${context}"></option></#list></datalist>
    <p><label for="aw-extension">${uiLabelMap.AsteriskWizardEntryExtension}</label> <input id="aw-extension" name="extension" list="aw-numbers" maxlength="60" value="${wizard.number}">
      <small>${uiLabelMap.AsteriskWizardEntryExtensionHint}</small></p>
    <datalist id="aw-numbers"><#list wizard.numbers as number><option value="${number}"></option></#list></datalist>
    <p><label><input type="radio" name="entryTypeEnumId" value="AST_ENTRY_QUEUE"> ${uiLabelMap.AsteriskWizardEntryQueue}</label></p>
    <p><label for="aw-queue">${uiLabelMap.AsteriskQueueName}</label> <input id="aw-queue" name="queueName" list="aw-queues" maxlength="60">
      <small>${uiLabelMap.AsteriskWizardEntryQueueHint}</small></p>
    <datalist id="aw-queues"><#list wizard.queues as queue><option value="${queue}"></option></#list></datalist>
    <p><label><input type="radio" name="entryTypeEnumId" value="AST_ENTRY_USEREVENT"> ${uiLabelMap.AsteriskWizardEntryEvent}</label></p>
    <p><label for="aw-event">${uiLabelMap.AsteriskUserEventName}</label> <input id="aw-event" name="userEventName" maxlength="80" value="InboundWaiting"></p>
  </fieldset>
  <fieldset><legend>${uiLabelMap.AsteriskGroupMembers}</legend>
    <#list wizard.members as member>
    <p><label><input type="checkbox" name="member" value="${member.partyId}"<#if member.mayClaim> checked</#if>> ${member.owner} (${member.name})</label>
      <#if !member.mayClaim><small><b>${uiLabelMap.AsteriskWizardMayNotClaim}</b></small></#if></p>
    </#list>
  </fieldset>
  <p><button type="submit" id="aw-save">${uiLabelMap.AsteriskWizardCreateGroup}</button></p>
</@change>
<#else>
<p>${uiLabelMap.AsteriskWizardNoMembers}</p>
</#if>
<details<#if !wizard.groups?has_content && !wizard.numbers?has_content> open</#if>><summary>${uiLabelMap.AsteriskWizardNumberTitle}</summary>
  <#if wizard.freePbx><p>${uiLabelMap.AsteriskWizardNumberFreePbx} <code>${wizard.waiting},s,1</code></p></#if>
  <p>${uiLabelMap.AsteriskWizardNumberHint}</p>
  <@lines "aw-number-lines" wizard.plainLines/>
  <p>${uiLabelMap.AsteriskWizardEventHint}</p>
  <@lines "aw-event-lines" wizard.eventLines/>
</details>
<details><summary>${uiLabelMap.AsteriskQueueWizardTitle}</summary>
  <p>${uiLabelMap.AsteriskQueueWizardHint} <code>write = …,config</code></p>
  <p>/etc/asterisk/<#if wizard.freePbx>queues_custom.conf<#else>queues.conf</#if></p>
  <@lines "aw-queue-include" "#tryinclude queues_ofbiz.conf"/>
</details>
<p><@again 5/><#if wizard.steps[4].done> <@next 6/></#if></p>
