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
<#-- Below the form of a server: what is typed there is tried and shown by js/admin/servers.js; without scripts it is tried when it is saved. -->
<link rel="stylesheet" href="<@ofbizContentUrl>/asterisk/css/wizard.css</@ofbizContentUrl>"/>
<div id="asterisk-server-trial" data-form="EditServer" data-try="<@ofbizUrl>tryServer</@ofbizUrl>" data-certificate="<@ofbizUrl>serverCertificate</@ofbizUrl>" hidden>
  <p><button type="button" id="aw-try">${uiLabelMap.AsteriskTryServer}</button> <button type="button" id="aw-show-certificate">${uiLabelMap.AsteriskShowCertificate}</button></p>
  <div data-part="result" role="status"></div>
</div>
<script type="module" src="<@ofbizContentUrl>/asterisk/js/admin/servers.js</@ofbizContentUrl>"></script>
