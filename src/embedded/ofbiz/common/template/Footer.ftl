<#-- Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component. -->
</main>
<footer>${uiLabelMap.CommonHostNote}</footer>
</body>
</html>
