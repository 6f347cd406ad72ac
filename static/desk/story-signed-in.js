/* Tell the forms that are open in this browser that somebody signed in. */

const channel = new BroadcastChannel("newsroom-signed-in");
channel.postMessage(document.getElementById("signed-in")?.dataset.who ?? "");
