// What is wrong in the page as it stands, whether or not it ran yet: a handler waits for a pointer, a link for a click.
() => {
  const faults = [...fired.map((where) => `ran in ${where}`)];
  const away = /^[\u0000-\u0020]*(javascript|vbscript|livescript|mocha|view-source|file|data:text)/i;
  const roots = [document], said = (element) => element.outerHTML.slice(0, 120);
  while (roots.length) {
    for (const element of roots.pop().querySelectorAll("*")) {
      if (element.shadowRoot) roots.push(element.shadowRoot);
      if (element.localName === "template") roots.push(element.content);
      for (const { name, value } of element.attributes) {
        if (/^on/i.test(name)) faults.push(`handler ${name}: ${said(element)}`);
        if (/^(href|src|srcdoc|action|formaction|data|poster|background|ping|xlink:href|to|values)$/i.test(name) && away.test(value)) {
          faults.push(`${name} leads astray: ${said(element)}`);
        }
      }
      if (element.localName === "script" && /\bran\(\)/.test(element.text) && !/json/.test(element.type)) faults.push(`script: ${said(element)}`);
      if (/^(object|embed|applet|frame|frameset|base|portal|math|marquee|isindex|xmp|plaintext)$/.test(element.localName)) faults.push(`element: ${said(element)}`);
      if (element.localName === "meta" && /refresh/i.test(element.httpEquiv)) faults.push(`element: ${said(element)}`);
      if (element.localName === "style" && element.namespaceURI.includes("xhtml") && /evil\.example/.test(element.textContent)) faults.push(`style: ${said(element)}`);
    }
  }
  return [...new Set(faults)];
}
