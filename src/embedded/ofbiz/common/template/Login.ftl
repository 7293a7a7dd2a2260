<#-- Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component. -->
<form method="post" action="<@ofbizUrl>login</@ofbizUrl>" name="loginform" class="login">
  <label for="USERNAME">${uiLabelMap.CommonUsername}</label>
  <input id="USERNAME" name="USERNAME" autocomplete="username" required autofocus value="${parameters.USERNAME!}">
  <label for="PASSWORD">${uiLabelMap.CommonPassword}</label>
  <input id="PASSWORD" name="PASSWORD" type="password" autocomplete="current-password" required>
  <button type="submit">${uiLabelMap.CommonLogin}</button>
</form>
