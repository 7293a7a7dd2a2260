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
  What a browser shows while its pages are locked: the password opens them, or another agent takes the place.
-->
<link rel="stylesheet" href="<@ofbizContentUrl>/asterisk/css/locked.css</@ofbizContentUrl>"/>
<section id="asterisk-locked" aria-labelledby="asterisk-locked-title" data-locked="<@ofbizUrl>locked</@ofbizUrl>">
  <h1 id="asterisk-locked-title">${uiLabelMap.AsteriskLocked}</h1>
  <p>${lockedHint}</p>
  <form method="post" action="<@ofbizUrl>unlockPages</@ofbizUrl>?<@csrfTokenPair>unlockPages</@csrfTokenPair>">
    <label for="asterisk-locked-password">${uiLabelMap.AsteriskLockedPassword}</label>
    <input type="password" id="asterisk-locked-password" name="PASSWORD" required maxlength="250" autocomplete="current-password" autofocus/>
    <button type="submit">${uiLabelMap.AsteriskLockedReturn}</button>
  </form>
  <form method="post" action="<@ofbizUrl>leaveLockedPages</@ofbizUrl>?<@csrfTokenPair>leaveLockedPages</@csrfTokenPair>">
    <p id="asterisk-locked-other">${leaveHint}</p>
    <button type="submit" aria-describedby="asterisk-locked-other">${uiLabelMap.AsteriskLockedLeave}</button>
  </form>
</section>
<script type="module" src="<@ofbizContentUrl>/asterisk/js/console/lockedPage.js</@ofbizContentUrl>"></script>
