<#-- Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component. -->
<#list recordings as recording>
  <p><audio controls preload="metadata" src="<@ofbizUrl>stream?contentId=${recording.contentId}</@ofbizUrl>"></audio>
  <a href="<@ofbizUrl>stream?contentId=${recording.contentId}</@ofbizUrl>">${recording.name}</a></p>
<#else>
  <p class="empty">${uiLabelMap.PartyNoRecordings}</p>
</#list>
