/** For browsers too old to read main.js, in words they all understand: show other ways to get help. */
(function () {
  var PATIENCE = 6000;
  setTimeout(function () {
    // main.js takes this section away as its first act.
    var old = document.getElementById("old");
    if (old) old.hidden = false;
  }, PATIENCE);
})();
