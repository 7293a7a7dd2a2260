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
<#--
  The wallboard: the parts that js/console/wallboard.js fills, in a shadow tree, so that neither the theme's styles affect them nor theirs the page.
-->
<div id="asterisk-wallboard" data-base="<@ofbizUrl>wallboard</@ofbizUrl>" data-user="${(userLogin.userLoginId)!}" data-language="${(locale.language)!}">
  <template shadowrootmode="open">
    <link rel="stylesheet" href="<@ofbizContentUrl>/asterisk/css/tokens.css</@ofbizContentUrl>"/>
    <link rel="stylesheet" href="<@ofbizContentUrl>/asterisk/css/console.css</@ofbizContentUrl>"/>
    <link rel="stylesheet" href="<@ofbizContentUrl>/asterisk/css/consoleParts.css</@ofbizContentUrl>"/>
    <link rel="stylesheet" href="<@ofbizContentUrl>/asterisk/css/wallboard.css</@ofbizContentUrl>"/>
    <div class="console wallboard" data-ready="false">
      <div class="wb-frame">
        <div class="wb-head">
          <h2 class="wb-title">${uiLabelMap.AsteriskWallboard}</h2>
          <span data-part="time" class="wb-note"></span>
          <span data-part="alarms" role="status" aria-live="polite"></span>
          <p data-part="state" class="ac-state"></p>
          <button type="button" data-part="sound" class="ac-button" aria-pressed="false">${uiLabelMap.AsteriskWallboardAlarmSound}</button>
          <button type="button" data-part="full" class="ac-button" aria-pressed="false">${uiLabelMap.AsteriskWallboardFullScreen}</button>
          <p data-part="scope" class="wb-note" role="status" hidden></p>
          <p data-part="refusal" class="wb-refusal" role="alert" hidden></p>
        </div>
        <dl data-part="tiles" class="wb-tiles" aria-label="${uiLabelMap.AsteriskWallboardToday}"></dl>
        <section data-part="groups" class="wb-panel" tabindex="0" aria-label="${uiLabelMap.AsteriskGroups}"></section>
        <section data-part="agents" class="wb-panel" tabindex="0" aria-labelledby="asterisk-board-agents">
          <h2 id="asterisk-board-agents">${uiLabelMap.AsteriskWallboardAgents}</h2>
        </section>
        <section data-part="calls" class="wb-panel" tabindex="0" aria-labelledby="asterisk-board-calls">
          <h2 id="asterisk-board-calls">${uiLabelMap.AsteriskWallboardCalls}</h2>
        </section>
      </div>
    </div>
  </template>
</div>
<script type="module" src="<@ofbizContentUrl>/asterisk/js/console/wallboard.js</@ofbizContentUrl>"></script>
