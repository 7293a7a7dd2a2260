<#-- Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component. -->
<form method="get" action="${request.contextPath}/control/${thisRequestUri}" class="look-up">
  <label>${uiLabelMap.PartyNameOrNumber} <input type="search" name="searchText" value="${parameters.searchText!}"></label>
  <button>${uiLabelMap.CommonFind}</button>
</form>
<ul class="look-up">
<#list choices as choice>
  <li><button type="button" data-value="${choice.value}">${choice.name} <small>${choice.value}</small></button></li>
<#else>
  <li class="empty">${uiLabelMap.CommonNoRecordFound}</li>
</#list>
</ul>
