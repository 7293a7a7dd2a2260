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
<#-- How the index of numbers is. js/admin/numbers.js keeps the bar up to date while the index is made anew. -->
<div id="asterisk-numbers" data-state="<@ofbizUrl>numberIndexState</@ofbizUrl>" data-phase="${index.phase}">
  <p><#if index.numberIndexComplete>${uiLabelMap.AsteriskNumberIndexComplete}<#else>${uiLabelMap.AsteriskNumberIndexIncomplete}</#if></p>
  <p>
    <label for="asterisk-numbers-progress">${uiLabelMap.AsteriskNumberProgress}</label>
    <progress id="asterisk-numbers-progress" max="100" value="${index.percent?c}">${index.percent?c} %</progress>
    <span data-part="words">${indexPhase!}</span>
  </p>
  <#if index.problem?has_content><p role="alert">${index.problem}</p></#if>
  <table class="basic-table">
    <tr><th scope="row">${uiLabelMap.AsteriskNumberTotal}</th><td data-count="totalCount">${index.totalCount?c}</td></tr>
    <tr><th scope="row">${uiLabelMap.AsteriskNumberKeyed}</th><td data-count="keyedCount">${index.keyedCount?c}</td></tr>
    <tr><th scope="row">${uiLabelMap.AsteriskNumberMissing}</th><td data-count="missingCount">${index.missingCount?c}</td></tr>
    <tr><th scope="row">${uiLabelMap.AsteriskNumberInvalid}</th><td data-count="invalidCount">${index.invalidCount?c}</td></tr>
    <tr><th scope="row">${uiLabelMap.AsteriskNumberRegion}</th><td>${index.region}</td></tr>
    <tr><th scope="row">${uiLabelMap.AsteriskNumberLastRun}</th><td><#if index.endDate??>${index.endDate?datetime}</#if></td></tr>
  </table>
</div>
<#if invalidNumbers?has_content>
<details>
  <summary>${uiLabelMap.AsteriskNumbersInvalid}</summary>
  <p>${uiLabelMap.AsteriskNumbersInvalidHint}</p>
  <table class="basic-table hover-bar">
    <thead><tr class="header-row"><th scope="col">${uiLabelMap.AsteriskTelephoneNumber}</th><th scope="col">${uiLabelMap.AsteriskCustomer}</th></tr></thead>
    <tbody>
      <#list invalidNumbers as invalid><tr><td>${invalid.number}</td><td><a href="${invalid.url}">${invalid.name}</a></td></tr>
      </#list>
    </tbody>
  </table>
</details>
</#if>
<script type="module" src="<@ofbizContentUrl>/asterisk/js/admin/numbers.js</@ofbizContentUrl>"></script>
