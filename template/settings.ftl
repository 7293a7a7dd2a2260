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
<#-- Each setting and its value. A template, not a form widget, because OFBiz compiles a condition of a field again for each row. Works without scripts. -->
<#macro problem setting><#if setting.problem?has_content> aria-invalid="true" aria-describedby="as_${setting.settingName}_settingValue_tip"</#if></#macro>
<link rel="stylesheet" href="<@ofbizContentUrl>/asterisk/css/wizard.css</@ofbizContentUrl>"/>
<div id="asterisk-wizard" data-page="settings">
<table class="aw-table" id="Settings">
  <thead><tr><th scope="col">${uiLabelMap.AsteriskSetting}</th><th scope="col">${uiLabelMap.AsteriskSettingValue}</th>
    <th scope="col">${uiLabelMap.AsteriskSettingSource}</th><th scope="col"></th></tr></thead>
  <tbody>
  <#list settings as setting>
    <tr>
      <td><label for="as-${setting.settingName}">${setting.meaning}</label>
        <small><code>${setting.settingName}</code> · ${uiLabelMap.AsteriskSettingDefault}: ${setting.defaultValue}</small></td>
      <td>
        <form class="aw-form" method="post" action="<@ofbizUrl>changeSetting</@ofbizUrl>?<@csrfTokenPair>changeSetting</@csrfTokenPair>">
          <input type="hidden" name="settingName" value="${setting.settingName}">
          <input type="hidden" name="shownValue" value="${setting.shownValue}">
          <#if setting.choices??>
          <select id="as-${setting.settingName}" name="settingValue"<@problem setting/>>
            <#list setting.choices as choice><option value="${choice.key}"<#if choice.chosen> selected</#if>>${choice.words}</option></#list>
          </select>
          <#else>
          <input type="text" id="as-${setting.settingName}" name="settingValue" size="30" maxlength="255" value="${setting.settingValue}"<#if !setting.changeable> readonly</#if><@problem setting/>>
          </#if>
          <#if setting.changeable><button type="submit">${uiLabelMap.AsteriskSave}</button></#if>
          <#if setting.problem?has_content><small id="as_${setting.settingName}_settingValue_tip" class="problem">${setting.problem}</small></#if>
        </form>
      </td>
      <td>${setting.sourceWords}</td>
      <td><#if !setting.fromFile>
        <form class="aw-form" method="post" action="<@ofbizUrl>resetSetting</@ofbizUrl>?<@csrfTokenPair>resetSetting</@csrfTokenPair>">
          <input type="hidden" name="settingName" value="${setting.settingName}">
          <input type="hidden" name="shownValue" value="${setting.shownValue}">
          <button type="submit">${uiLabelMap.AsteriskSettingReset}</button>
        </form></#if>
      </td>
    </tr>
  </#list>
  </tbody>
</table>
</div>
