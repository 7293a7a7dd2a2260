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
<#-- Who changed which setting, the latest first. Works without scripts. -->
<table class="basic-table hover-bar" id="SettingChanges">
  <thead><tr class="header-row"><th scope="col">${uiLabelMap.AsteriskWhen}</th><th scope="col">${uiLabelMap.AsteriskLastChangedBy}</th>
    <th scope="col">${uiLabelMap.AsteriskSetting}</th><th scope="col">${uiLabelMap.AsteriskOldValue}</th>
    <th scope="col">${uiLabelMap.AsteriskNewValue}</th><th scope="col"></th></tr></thead>
  <tbody>
  <#list settingChanges as change>
    <tr<#if change?item_parity == "even"> class="alternate-row"</#if>>
      <td data-title="${uiLabelMap.AsteriskWhen}">${change.changedDate?datetime?string.short_medium}</td>
      <td data-title="${uiLabelMap.AsteriskLastChangedBy}">${change.changedBy!}</td>
      <td data-title="${uiLabelMap.AsteriskSetting}">${change.settingName}</td>
      <td data-title="${uiLabelMap.AsteriskOldValue}">${change.oldWords}</td>
      <td data-title="${uiLabelMap.AsteriskNewValue}">${change.newWords}</td>
      <td><#if change.stands>
        <form method="post" action="<@ofbizUrl>takeBackSettingChange</@ofbizUrl>?<@csrfTokenPair>takeBackSettingChange</@csrfTokenPair>">
          <input type="hidden" name="settingChangeId" value="${change.settingChangeId}">
          <button type="submit">${uiLabelMap.AsteriskTakeBack}</button>
        </form></#if>
      </td>
    </tr>
  </#list>
  </tbody>
</table>
