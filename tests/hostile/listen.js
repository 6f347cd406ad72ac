// Runs in every frame before anything of the page does.
window.fired = [];
window.ran = () => { top.fired.push(location.pathname); };
window.alert = window.confirm = window.prompt = window.ran;
