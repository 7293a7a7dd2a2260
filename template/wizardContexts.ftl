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
<#-- Step 3: where calls are sent. -->
<p>${uiLabelMap.AsteriskWizardContextsHint}</p>
<#if !wizard.known><@trial wizard.trial/></#if>
<@change "saveWizardContexts">
  <input type="hidden" name="serverId" value="${wizard.serverId}">
  <input type="hidden" name="step" value="3">
  <datalist id="aw-contexts"><#list wizard.contexts as context><option value="${context}"></option></#list></datalist>
  <#list wizard.places as place>
  <p data-context="${place.field}" data-state="${place.state}"><label for="aw-${place.field}">${place.title}</label>
    <input id="aw-${place.field}" name="${place.field}" list="aw-contexts" required maxlength="80" pattern="[A-Za-z0-9_.\-]+" value="${place.name}">
    <small>${place.explained} <b><#if place.state == "THERE">${uiLabelMap.AsteriskWizardContextThere}<#elseif place.state == "MISSING">${uiLabelMap.AsteriskWizardContextMissing}</#if></b></small></p>
  </#list>
  <p><label for="aw-outsidePrefix">${uiLabelMap.AsteriskOutsidePrefix}</label>
    <input id="aw-outsidePrefix" name="outsidePrefix" maxlength="6" pattern="[0-9*#]*" size="6" value="${wizard.outsidePrefix}">
    <small>${uiLabelMap.AsteriskOutsidePrefixHint}<#if wizard.freePbx> ${uiLabelMap.AsteriskWizardPrefixFreePbx}</#if></small></p>
  <p><button type="submit" id="aw-save">${uiLabelMap.AsteriskSave}</button> <@again 3/><#if wizard.steps[2].done> <@next 4/></#if></p>
</@change>
<#if wizard.lacking>
<h3>${uiLabelMap.AsteriskWizardDialplanTitle}</h3>
<#list wizard.variants as variant>
<details<#if variant.likely> open</#if> data-variant="${variant.name}">
  <summary><#if variant.name == "FREEPBX">FreePBX<#else>Asterisk</#if>: /etc/asterisk/${variant.file}</summary>
  <@lines "aw-lines-" + variant.name variant.lines/>
</details>
</#list>
<p>${uiLabelMap.AsteriskWizardDialplanReload} <code>asterisk -rx "dialplan reload"</code></p>
</#if>
